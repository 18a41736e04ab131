/** A file of statements that the runner applies in the order of the files' names. Every file can be run again. */
export interface SqlFile {
  /** `300_legion_orders_analytics.sql`: a number for the order, and what it is about. */
  readonly name: string;
  readonly statements: readonly string[];
  /** What the statements make, so that the runner can remove what is no longer declared. */
  readonly makes: readonly Made[];
  /** Views that dbt makes, with database and schema, and that the statements name. Until they are there, the file waits. */
  readonly needs?: readonly string[];
}

/** An object or a grant that a file makes. */
export interface Made {
  readonly kind: MadeKind;
  /** `view CLEARWELL_PRODUCTION.ANALYTICS_LEGION.ORDERS`, without the kind; of a grant, what is granted to whom. */
  readonly name: string;
  /** The statements that remove it. Empty for what is never removed by the runner: it holds data. */
  readonly undo: readonly string[];
  /** Of a view: its columns, so that a plan can say what changes for readers. */
  readonly columns?: readonly MadeColumn[];
  /**
   * Of a pipe: its text, which can't be changed without a procedure. Of a column: its type, with which another one is made anew. Of a staging
   * table: which of its records are of one row.
   */
  readonly definition?: string;
}

export type MadeKind =
  | "column"
  | "database role"
  | "grant"
  | "masking policy"
  | "consumer"
  | "external table"
  | "pipe"
  | "share"
  | "stream"
  | "table"
  | "task"
  | "view";

export interface MadeColumn {
  readonly name: string;
  /** As Snowflake writes it: `NUMBER(12,2)`. */
  readonly type: string;
  /** `pii email`; absent if the column is shown to every reader. */
  readonly personal?: string;
}

/** The file as text, as `--sql` writes it. */
export function textOf({ statements }: Pick<SqlFile, "statements">): string {
  return statements.map((statement) => `${statement};\n`).join("\n");
}
