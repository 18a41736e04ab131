import type { ExportedTable } from "../../contracts/exported-tables-of.ts";
import { LEDGER, LOAD, literal, type Place, PUBLISHED, placeName, quoted, stagedOf, tableOf } from "./names.ts";
import { typeOf } from "./types.ts";

/** The parts of a batch that are loaded: `$1` table, `$2` batch. */
export const LOADED_PARTS = `SELECT key, etag, rows FROM ${LEDGER} WHERE table_name = $1 AND batch = $2`;

/** How the table's indexes are made: `$1` the table as `"market"."orders"`. */
export const TABLE_INDEXES = `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass ORDER BY c.relname`;

/**
 * An index of the table, made for a batch's own table. Attaching would make what is missing, but while all readers wait.
 * @param definition as PostgreSQL gives it: `CREATE INDEX orders_key ON ONLY market.orders USING btree (order_id)`
 */
export function createStagedIndex(staged: string, index: number, definition: string): string {
  const unique = definition.startsWith("CREATE UNIQUE") ? "UNIQUE " : "";
  const name = quoted(`${staged}_i${index}`);
  return `CREATE ${unique}INDEX IF NOT EXISTS ${name} ON ${LOAD}.${quoted(staged)}${definition.slice(definition.indexOf(" USING "))}`;
}

/** At most how long a statement of a publish waits for a lock, and with it every reader that comes later. */
export const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '2s'";

/** One publish of a table at a time. */
export function lockPublish(place: Place): string {
  return `SELECT pg_advisory_xact_lock(hashtextextended(${literal(`clearwell publish ${placeName(place)}`)}, 0))`;
}

/** The full batches of a table whose tables are there, `$1` the table. */
export const FULL_BATCHES = `SELECT batch, state FROM ${PUBLISHED} WHERE table_name = $1 AND state IN ('current', 'previous', 'rolled back')`;

/**
 * Puts one partition in the place of another. Detaching waits for all readers of the table, and new ones for it: hence the lock first, with
 * its time-out. @param current absent: the table is empty
 */
export function swap(
  place: Place,
  columns: ExportedTable["columns"],
  { current, batch }: { readonly current?: string | undefined; readonly batch: string },
): string[] {
  const [table, staged] = [tableOf(place), stagedOf(place, batch)];
  return [
    `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`,
    // Columns that are new since the batch was staged, or since it was taken away.
    ...Object.entries(columns).map(
      ([name, type]) => `ALTER TABLE ${staged} ADD COLUMN IF NOT EXISTS ${quoted(name)} ${typeOf(type)}`,
    ),
    ...(current === undefined ? [] : [`ALTER TABLE ${table} DETACH PARTITION ${stagedOf(place, current)}`]),
    `ALTER TABLE ${table} ATTACH PARTITION ${staged} FOR VALUES IN (${literal(batch)})`,
  ];
}

/** Sets the state of a batch: `$1` table, `$2` batch, `$3` kind, `$4` state, `$5` rows. */
export const SET_STATE = `INSERT INTO ${PUBLISHED} (table_name, batch, kind, state, rows) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (table_name, batch) DO UPDATE SET state = excluded.state, published_at = now()`;

/** Renames a state: `$1` table, `$2` from, `$3` to. */
export const CHANGE_STATE = `UPDATE ${PUBLISHED} SET state = $3 WHERE table_name = $1 AND state = $2`;

/** Batches that nobody needs, because there is a newer full one: `$1` table, `$2` their names. */
export const SUPERSEDE = `INSERT INTO ${PUBLISHED} (table_name, batch, state) SELECT $1, unnest($2::text[]), 'superseded' ON CONFLICT DO NOTHING`;

/**
 * Forgets batches in a state that are newer than one, with their parts, so that they are loaded again: `$1` table, `$2` batch, `$3` state.
 * The rows of changes go with the partition into which they were merged.
 */
export const FORGET_NEWER = `WITH forgotten AS (DELETE FROM ${PUBLISHED} WHERE table_name = $1 AND batch > $2 AND state = $3 RETURNING batch)
  DELETE FROM ${LEDGER} WHERE table_name = $1 AND batch IN (SELECT batch FROM forgotten)`;

/** Batches whose tables and parts are no longer needed: `$1` table. */
export const DONE_WITH = `SELECT batch FROM ${PUBLISHED} p WHERE table_name = $1 AND state IN ('replaced', 'superseded')
  AND EXISTS (SELECT FROM ${LEDGER} l WHERE l.table_name = p.table_name AND l.batch = p.batch)`;

/** Forgets the parts of a batch: `$1` table, `$2` batch. */
export const FORGET_PARTS = `DELETE FROM ${LEDGER} WHERE table_name = $1 AND batch = $2`;

/** Who holds a lock on one of two relations, the longest first: `$1` and `$2` their names, `$3` modes that block nobody. Never what they run. */
export const BLOCKER = `SELECT a.pid, a.usename AS user, coalesce(a.xact_start, a.backend_start) AS since
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.granted AND l.pid <> pg_backend_pid() AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.relation IN (to_regclass($1), to_regclass($2)) AND NOT l.mode = ANY ($3)
  ORDER BY since NULLS LAST LIMIT 1`;

/** What a merge does not wait for; a swap waits for all. https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES */
export const HARMLESS_TO_MERGE = ["AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock"];
