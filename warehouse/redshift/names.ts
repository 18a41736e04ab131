import { columnName } from "../../contracts/columns.ts";

/** What names depend on. */
export interface Place {
  readonly database: string;
  readonly collection: string;
}

/** Schemas of each source database that the loader makes: tables, and what has been loaded. */
export const LOADER_SCHEMAS = ["landing", "loads"] as const;

/** `analytics` has the views of readers. */
type Schema = (typeof LOADER_SCHEMAS)[number] | "analytics";

/** `"landing_legion"` */
export function schemaOf(schema: Schema, database: string): string {
  return quoted(`${schema}_${columnName([database])}`);
}

/** The table with all columns, which only the loader reads: `"landing_legion"."orders"`. */
export function tableOf(place: Place): string {
  return nameIn("landing", place);
}

/** The view of readers. */
export function viewOf(place: Place): string {
  return nameIn("analytics", place);
}

/** The collection's ledger: a row for each batch that is loaded. One for each collection, because loads lock it. */
export function ledgerOf(place: Place): string {
  return nameIn("loads", place);
}

/** A temporary table, which is in no schema. */
export function stagingOf({ collection }: Place): string {
  return quoted(`${columnName([collection])}_staging`);
}

/** Every name is quoted, so a reserved word may be one. Quoted or not, Redshift writes it in lower case. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a literal. In Redshift a backslash begins no escape, and `''` is a quote. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function nameIn(schema: Schema, { database, collection }: Place): string {
  return `${schemaOf(schema, database)}.${quoted(columnName([collection]))}`;
}
