/** A statement of a transaction. Which step failed says what to do about it. */
export interface Statement {
  readonly step: Step;
  readonly sql: string;
}

export type Step =
  | "copy"
  | "delete"
  | "drop"
  | "insert"
  | "ledger"
  | "lock"
  | "order"
  | "rows"
  | "schema"
  | "stale"
  | "staging"
  | "table"
  | "version";

/** Ends the transaction by a division by zero if a condition over all rows of a table is false. Redshift has no other way in plain SQL. */
export function guard(step: Step, condition: string, table: string): Statement {
  return { step, sql: `SELECT 1 / CASE WHEN ${condition} THEN 1 ELSE 0 END FROM ${table}` };
}
