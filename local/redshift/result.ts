import type { Execution } from "./execution.ts";

/** What GetStatementResult gives. PostgreSQL's driver gives a BIGINT as text, which Redshift's Data API gives as a number. */
export function resultOf({ result }: Execution): object {
  const { rows = [], fields = [] } = result() ?? {};
  return {
    Records: rows.map((row: unknown[]) => row.map((value, at) => field(value, fields[at]?.dataTypeID))),
    ColumnMetadata: fields.map(({ name }) => ({ name })),
    TotalNumRows: rows.length,
  };
}

/** Of BIGINT, in PostgreSQL's catalog `pg_type`. */
const INT8 = 20;

function field(value: unknown, type: number | undefined): object {
  if (value === null) return { isNull: true };
  if (typeof value === "number" || type === INT8) return { longValue: Number(value) };
  return typeof value === "string" ? { stringValue: value } : { stringValue: JSON.stringify(value) };
}
