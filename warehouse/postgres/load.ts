import { BATCH_COLUMN, LEDGER, literal, type Place, PUBLISHED, quoted, stagedOf, tableOf } from "./names.ts";

/** Which state a batch has, `$1` the table and `$2` the batch, and whether its own table is there, `$3` its name. */
export const BATCH_STATE = `SELECT (SELECT state FROM ${PUBLISHED} WHERE table_name = $1 AND batch = $2) AS state, to_regclass($3) IS NOT NULL AS staged`;

/**
 * Makes a batch's own table, in one transaction of its own. The check spares the publish a look at each row:
 * https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
 */
export function createStaged(place: Place, batch: string): string[] {
  const staged = stagedOf(place, batch);
  return [
    `SELECT pg_advisory_xact_lock(hashtextextended(${literal(`clearwell stage ${staged}`)}, 0))`,
    `CREATE TABLE IF NOT EXISTS ${staged} (
  LIKE ${tableOf(place)},
  CONSTRAINT one_batch CHECK (${BATCH_COLUMN} = ${literal(batch)})
)`,
    `ALTER TABLE ${staged} ALTER ${BATCH_COLUMN} SET DEFAULT ${literal(batch)}`,
  ];
}

/** Claims a part, or waits for the worker that loads it now: `$1` table, `$2` batch, `$3` key, `$4` ETag, `$5` rows. No row: it is loaded. */
export const CLAIM_PART = `INSERT INTO ${LEDGER} (table_name, batch, key, etag, rows) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;

/** With what ETag a part was loaded: `$1` table, `$2` batch, `$3` key. */
export const LOADED_ETAG = `SELECT etag FROM ${LEDGER} WHERE table_name = $1 AND batch = $2 AND key = $3`;

/**
 * Loads CSV whose header must be these names in this order. A bare empty value is NULL, a quoted one an empty text.
 * https://www.postgresql.org/docs/current/sql-copy.html
 */
export function copyInto(place: Place, batch: string, columns: readonly string[]): string {
  return `COPY ${stagedOf(place, batch)} (${columns.map(quoted).join(", ")}) FROM STDIN WITH (FORMAT csv, HEADER match, ENCODING 'UTF8')`;
}
