import { LOADER_SCHEMAS, ledgerOf, literal, type Place, quoted, schemaOf, tableOf } from "./names.ts";
import { BATCH_COLUMN, type Column, OWN_COLUMNS, type Registered } from "./schema.ts";
import { guard, type Statement } from "./statement.ts";

/** The schemas of a database and the collection's ledger. Each statement may run again. */
export function prepareStatements(place: Place): Statement[] {
  return [
    ...LOADER_SCHEMAS.map((schema) => ({
      step: "schema" as const,
      sql: `CREATE SCHEMA IF NOT EXISTS ${schemaOf(schema, place.database)}`,
    })),
    {
      step: "ledger",
      // A batch of '' says which version of the registered schema the table has. Redshift does not enforce the key; the lock does.
      sql: `CREATE TABLE IF NOT EXISTS ${ledgerOf(place)} (
  batch VARCHAR(8) NOT NULL,
  schema_version INTEGER NOT NULL,
  row_count BIGINT NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  loaded_at TIMESTAMP NOT NULL,
  PRIMARY KEY (batch, schema_version)
) DISTSTYLE ALL SORTKEY (batch)`,
    },
  ];
}

/** Asks for the last batch that is loaded (`''` if none is) and for the version of the table (0 if there is none). */
export function readLedger(place: Place): string {
  return `SELECT COALESCE(MAX(batch), ''), COALESCE(MAX(schema_version), 0) FROM ${ledgerOf(place)}`;
}

/**
 * Columns that are added in one transaction: the Data API takes 40 statements, and Redshift one column in each.
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html
 */
const MAX_ADDED = 30;

/** Brings a table of an older version up to date. @param was the version in the ledger, 0 if there is no table */
export function updateTable(place: Place, was: number, schema: Registered): Statement[] {
  if (was === 0) return changing(place, was, schema.version, [{ step: "table", sql: create(place, schema.columns) }]);
  if (was < schema.madeAt) return remake(place, was, schema);
  const added = schema.columns.filter(({ since }) => since > was);
  if (added.length > MAX_ADDED) return remake(place, was, schema);
  // Rows that are there have NULL in a new column.
  const sql = (column: Column) => `ALTER TABLE ${tableOf(place)} ADD COLUMN ${definition(column)}`;
  return changing(
    place,
    was,
    schema.version,
    added.map((column) => ({ step: "table", sql: sql(column) })),
  );
}

/**
 * Makes the table anew and forgets what was loaded, so that everything is loaded again from the raw files, which lose nothing whatever the
 * types. Redshift can't change a column's type in place: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
 *
 * The view of readers goes with the table, and so do the masks: nobody reads before `access.ts` has attached them again.
 */
function remake(place: Place, was: number, { version, columns }: Registered): Statement[] {
  return changing(place, was, version, [
    { step: "table", sql: `DROP TABLE ${tableOf(place)} CASCADE` },
    { step: "table", sql: create(place, columns) },
    { step: "ledger", sql: `DELETE FROM ${ledgerOf(place)}` },
  ]);
}

/** The ledger is locked first, so that two runs at once don't both change the table. */
function changing(place: Place, was: number, version: number, statements: readonly Statement[]): Statement[] {
  const ledger = ledgerOf(place);
  return [
    { step: "lock", sql: `LOCK ${ledger}` },
    guard("version", `COALESCE(MAX(schema_version), 0) = ${was}`, ledger),
    ...statements,
    {
      step: "ledger",
      sql: `INSERT INTO ${ledger} (batch, schema_version, row_count, sha256, loaded_at) VALUES (${literal("")}, ${version}, 0, ${literal("")}, GETDATE())`,
    },
  ];
}

/**
 * Distribution and sort key are explicit: Redshift would choose a column for itself, and then it could not be dropped. SUPER can be neither.
 * https://docs.aws.amazon.com/redshift/latest/dg/t_Creating_tables.html
 */
function create(place: Place, columns: readonly Column[]): string {
  const own = [...OWN_COLUMNS, BATCH_COLUMN].map((column) => `${definition(column)} NOT NULL`);
  return `CREATE TABLE ${tableOf(place)} (
  ${[...own, ...columns.map(definition), `PRIMARY KEY (${quoted("_id")})`].join(",\n  ")}
) DISTSTYLE KEY DISTKEY (${quoted("_id")}) SORTKEY (${quoted("_cluster_time")})`;
}

/** Without NOT NULL: a field may be missing in any document, and Redshift can't take the constraint back. */
function definition({ column, type }: { readonly column: string; readonly type: string }): string {
  return `${quoted(column)} ${type}`;
}
