/** A table, as the contracts name it. The database in Snowflake is the schema in PostgreSQL. */
export interface Place {
  readonly database: string;
  readonly table: string;
}

/** The schema of what the sync keeps: the partitions, what is loaded and what is published. Readers have no right on it. */
export const LOAD = "load";
/** A row for each part that is loaded. */
export const LEDGER = `${LOAD}.ledger`;
/** A row for each batch that is or was published. */
export const PUBLISHED = `${LOAD}.published`;

/** The column by which tables are partitioned: the full batch that a row is of. */
export const BATCH_COLUMN = "load_batch";

/** `"market"."orders"`, which readers use. */
export function tableOf({ database, table }: Place): string {
  return `${quoted(database)}.${quoted(table)}`;
}

/** `load."market_orders_20260727T0130"`: a batch's own table, which becomes a partition of the other when it is published. */
export function stagedOf(place: Place, batch: string): string {
  return `${LOAD}.${quoted(stagedName(place, batch))}`;
}

/** Without the schema, so that names of indexes can begin with it. */
export function stagedName({ database, table }: Place, batch: string): string {
  return `${database}_${table}_${batch}`;
}

/** As the ledger writes it: `market.orders`. */
export function placeName({ database, table }: Place): string {
  return `${database}.${table}`;
}

/** Every name is quoted, so its case stays, and a reserved word may be one. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a literal. A backslash begins no escape: `standard_conforming_strings` is on. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
