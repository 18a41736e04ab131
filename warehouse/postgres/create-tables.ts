import { describeField } from "../../contracts/listed-fields.ts";
import type { Sources } from "../../contracts/source.ts";
import type { Table } from "../../contracts/table.ts";
import { BATCH_COLUMN, LEDGER, LOAD, literal, type Place, PUBLISHED, quoted, tableOf } from "./names.ts";
import { createRoles, OWNER, PERSONAL_READER, READER } from "./roles.ts";
import { typeOf } from "./types.ts";

/**
 * `create_tables.sql`: the roles, schemas and tables of all sources in Snowflake, in one transaction. A superuser or RDS's master user runs
 * it; it may run again, and then adds what is new. It drops nothing, and no table has a constraint of a key.
 */
export function createTables(sources: Sources): string {
  const places = Object.entries(sources).flatMap(([database, source]) => {
    if (source.engine !== "snowflake") return [];
    return Object.entries(source.tables).map(([table, contract]) => ({ database, table, contract }));
  });
  const databases = [...new Set(places.map(({ database }) => database))];
  return `${[
    "-- Made from contracts/ by clearwell: npm run -s ops -- tables. It may run again.\nBEGIN",
    "-- It gives up rather than let readers queue behind it.\nSET LOCAL lock_timeout = '10s'",
    "-- Two at once would both make the roles.\nSELECT pg_advisory_xact_lock(hashtextextended('clearwell tables', 0))",
    createRoles(),
    ...[LOAD, ...databases].map((schema) => `CREATE SCHEMA IF NOT EXISTS ${quoted(schema)} AUTHORIZATION ${OWNER}`),
    `-- Who attaches a partition owns both tables, or is a member of their owner.\nSET LOCAL ROLE ${OWNER}`,
    ...databases.map((schema) => `GRANT USAGE ON SCHEMA ${quoted(schema)} TO ${READER}, ${PERSONAL_READER}`),
    ...createLedger(),
    ...places.map(createTable),
    ...(places.length === 0 ? [] : [listColumns(places), UPDATE_COLUMNS, FORGET_DROPPED]),
    ...places.flatMap((place) => [createIndex(place), ...grants(place)]),
    "COMMIT",
  ].join(";\n\n")};\n`;
}

interface Described extends Place {
  readonly contract: Table;
}

function createLedger(): string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${LEDGER} (
  table_name text NOT NULL,
  batch text NOT NULL,
  key text NOT NULL,
  etag text NOT NULL,
  rows bigint NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (table_name, batch, key)
)`,
    `CREATE TABLE IF NOT EXISTS ${PUBLISHED} (
  table_name text NOT NULL,
  batch text NOT NULL,
  kind text CHECK (kind IN ('full', 'changes')),
  state text NOT NULL CHECK (state IN ('current', 'previous', 'rolled back', 'replaced', 'merged', 'superseded')),
  rows bigint,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (table_name, batch)
)`,
    `CREATE UNIQUE INDEX IF NOT EXISTS published_current ON ${PUBLISHED} (table_name) WHERE state = 'current'`,
  ];
}

function createTable(place: Described): string {
  const columns = columnsOf(place).map(({ name, type }) => `${quoted(name)} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${tableOf(place)} (
  ${[...columns, `${BATCH_COLUMN} text NOT NULL`].join(",\n  ")}
) PARTITION BY LIST (${BATCH_COLUMN})`;
}

function listColumns(places: readonly Described[]): string {
  const rows = places.flatMap((place) =>
    columnsOf(place).map(({ name, type }) => `  (${[tableOf(place), name, type].map(literal).join(", ")})`),
  );
  return `CREATE TEMPORARY TABLE listed (table_name, column_name, type) ON COMMIT DROP AS VALUES\n${rows.join(",\n")}`;
}

/** Without an ALTER if nothing is missing: it would wait for all readers, also to do nothing. */
const UPDATE_COLUMNS = `DO $$
DECLARE
  it record;
BEGIN
  FOR it IN
    SELECT listed.*, format_type(a.atttypid, a.atttypmod) AS found
    FROM listed LEFT JOIN pg_attribute a
      ON a.attrelid = table_name::regclass AND a.attname = column_name AND NOT a.attisdropped
  LOOP
    IF it.found IS NULL THEN
      EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s', it.table_name, it.column_name, it.type);
    ELSIF it.found <> it.type THEN
      RAISE EXCEPTION '% of % is %, and the contract says %: drop the table with CASCADE, run this again, then export it in full',
        it.column_name, it.table_name, it.found, it.type;
    END IF;
  END LOOP;
END $$`;

/**
 * A table that somebody dropped took along the partition that readers saw, and the changes in it. What is left of its batches is of the old columns:
 * the next publish drops it, and begins with a full batch.
 */
const FORGET_DROPPED = `-- Of tables that were dropped, and made again here.
CREATE TEMPORARY TABLE dropped ON COMMIT DROP AS
  SELECT table_name FROM ${PUBLISHED} WHERE state = 'current'
    AND to_regclass('${LOAD}.' || quote_ident(replace(table_name, '.', '_') || '_' || batch)) IS NULL;
DELETE FROM ${PUBLISHED} p USING dropped d WHERE p.table_name = d.table_name AND p.state = 'merged';
UPDATE ${PUBLISHED} p SET state = 'replaced' FROM dropped d
  WHERE p.table_name = d.table_name AND p.state IN ('current', 'previous', 'rolled back')`;

/** An ordinary one. A batch gets it before it is published, so that nobody waits while it is made. */
function createIndex({ contract, ...place }: Described): string {
  return `CREATE INDEX IF NOT EXISTS ${quoted(`${place.table}_key`)} ON ${tableOf(place)} (${contract.key.map(quoted).join(", ")})`;
}

/** A column that has become personal is taken from readers: revoking the table's right revokes those on its columns. https://www.postgresql.org/docs/current/sql-revoke.html */
function grants(place: Described): string[] {
  const open = columnsOf(place).filter(({ personal }) => personal === undefined);
  const names = [...open.map(({ name }) => quoted(name)), BATCH_COLUMN];
  return [
    `REVOKE SELECT ON ${tableOf(place)} FROM ${READER}`,
    `GRANT SELECT (${names.join(", ")}) ON ${tableOf(place)} TO ${READER}`,
    `GRANT SELECT ON ${tableOf(place)} TO ${PERSONAL_READER}`,
  ];
}

function columnsOf({ contract }: Described) {
  return Object.entries(contract.columns).map(([name, column]) => {
    const { type, personal } = describeField(column);
    // A column of a table is never JSON: its type does not allow it.
    return { name, type: typeOf(type as Parameters<typeof typeOf>[0]), personal };
  });
}
