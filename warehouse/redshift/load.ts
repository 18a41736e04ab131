import { ledgerOf, literal, type Place, quoted, stagingOf, tableOf } from "./names.ts";
import { BATCH_COLUMN, type Column, OWN_COLUMNS, type Registered } from "./schema.ts";
import { guard, type Statement } from "./statement.ts";
import { stagedType } from "./types.ts";

/** A batch to load, whose typed file is in S3. */
export interface Batch {
  /** Eight digits. */
  readonly batch: string;
  /** The one that is loaded before it: `''` for the first. */
  readonly after: string;
  readonly rows: number;
  /** Of the raw file. */
  readonly sha256: string;
  /** Of the last range of a snapshot: its first batch. What no range has brought is not in the collection any more. */
  readonly snapshotFrom?: string;
}

/** Where COPY reads, and as whom. */
export interface CopySource {
  /** `s3://…/00000007.manifest` */
  readonly manifest: string;
  readonly roleArn: string;
}

/**
 * One transaction that loads a batch. Either all of it is there, with its row in the ledger, or nothing.
 *
 * - The ledger is locked before anything is read, so that the next loader of this collection waits and then sees what this one wrote; other
 *   collections have other ledgers. https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
 * - The batch must be the next one: a second loader of the same batch ends here.
 * - COPY of Parquet is by position, so the staging table has the columns of the file, in its order. https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
 * - DELETE USING and INSERT instead of MERGE: MERGE takes no condition and no source that matches twice.
 */
export function loadStatements(place: Place, schema: Registered, batch: Batch, source: CopySource): Statement[] {
  const ledger = ledgerOf(place);
  return [
    { step: "lock", sql: `LOCK ${ledger}` },
    guard("order", `COALESCE(MAX(batch), '') = ${literal(batch.after)}`, ledger),
    guard("version", `COALESCE(MAX(schema_version), 0) = ${schema.version}`, ledger),
    ...(batch.rows === 0 ? [] : rowStatements(place, schema, batch, source)),
    ...stale(place, batch),
    {
      step: "ledger",
      sql: `INSERT INTO ${ledger} (batch, schema_version, row_count, sha256, loaded_at) VALUES (${literal(batch.batch)}, ${schema.version}, ${batch.rows}, ${literal(batch.sha256)}, GETDATE())`,
    },
  ];
}

/** An empty batch has none: COPY would not find a row group. */
function rowStatements(place: Place, schema: Registered, batch: Batch, source: CopySource): Statement[] {
  const [table, staging] = [tableOf(place), stagingOf(place)];
  const key = quoted("_id");
  return [
    { step: "staging", sql: createStaging(place, schema.columns) },
    {
      step: "copy",
      sql: `COPY ${staging} FROM ${literal(source.manifest)} IAM_ROLE ${literal(source.roleArn)} FORMAT AS PARQUET MANIFEST`,
    },
    guard("rows", `COUNT(*) = ${batch.rows}`, staging),
    { step: "delete", sql: `DELETE FROM ${table} USING ${staging} WHERE ${table}.${key} = ${staging}.${key}` },
    { step: "insert", sql: insert(place, schema.columns, batch) },
    { step: "drop", sql: `DROP TABLE ${staging}` },
  ];
}

/** Not `(LIKE …)`: the file has no `_batch`, and SUPER arrives as text. The widths are the table's, so that no key is cut. */
function createStaging(place: Place, columns: readonly Column[]): string {
  const all = [...OWN_COLUMNS, ...columns.map(({ column, type }) => ({ column, type: stagedType(type) }))];
  const definitions = all.map(({ column, type }) => `${quoted(column)} ${type}`);
  return `CREATE TEMP TABLE ${stagingOf(place)} (
  ${definitions.join(",\n  ")}
) DISTSTYLE KEY DISTKEY (${quoted("_id")})`;
}

/** The newest version of each document in the batch, unless it was deleted. */
function insert(place: Place, columns: readonly Column[], { batch }: Batch): string {
  const own = OWN_COLUMNS.map(({ column }) => quoted(column));
  const names = columns.map(({ column }) => quoted(column));
  const values = columns.map(({ column, type }) =>
    type === "SUPER" ? `JSON_PARSE(${quoted(column)})` : quoted(column),
  );
  return `INSERT INTO ${tableOf(place)} (${[...own, quoted(BATCH_COLUMN.column), ...names].join(", ")})
SELECT ${[...own, literal(batch), ...values].join(", ")}
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY "_id" ORDER BY "_ordinal" DESC) AS "_newest" FROM ${stagingOf(place)}
) AS "versions"
WHERE "_newest" = 1 AND "_op" <> 'd'`;
}

/** After the last range of a snapshot: rows that are older than it are of documents that were deleted while nobody read the changes. */
function stale(place: Place, { snapshotFrom }: Batch): Statement[] {
  if (snapshotFrom === undefined) return [];
  const batch = quoted(BATCH_COLUMN.column);
  return [{ step: "stale", sql: `DELETE FROM ${tableOf(place)} WHERE ${batch} < ${literal(snapshotFrom)}` }];
}
