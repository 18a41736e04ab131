import { columnName } from "../../contracts/columns.ts";
import { NAME_RULES } from "../../contracts/reserved-words.ts";
import type { Target } from "./target.ts";

type Named = { readonly snowflake: Pick<Target["snowflake"], "database"> };

/** Schemas that each source database has whose collections pipes load. */
export const sourceSchemas = ["landing", "current", "analytics", "checks"] as const;

/** `upstream`: the tables of a source in Snowflake itself; `export`: what may leave of them. */
type SourceSchema = (typeof sourceSchemas)[number] | "star" | "upstream" | "export";

/** Tags, policies and the secret of identifiers. */
export const GOVERNANCE = "governance";

/** dbt's own: models of a team that name no schema, and the table that says that a run is going on. */
export const MODELS = "models";

/** What the runner writes: applied files, what they made, loads. */
export const OPERATIONS = "operations";

/** `landing_legion` */
export function sourceSchema(schema: SourceSchema, database: string): string {
  return `${schema}_${columnName([database])}`;
}

/** `CLEARWELL_PRODUCTION.landing_legion` */
export function schemaOf(target: Named, schema: SourceSchema, database: string): string {
  return `${target.snowflake.database}.${sourceSchema(schema, database)}`;
}

/** `CLEARWELL_PRODUCTION.landing_legion.orders` */
export function tableIn(target: Named, schema: SourceSchema, database: string, collection: string): string {
  return `${schemaOf(target, schema, database)}.${tableName([collection])}`;
}

/** Something in the schema of tags and policies. */
export function inGovernance(target: Named, name: string): string {
  return `${target.snowflake.database}.${GOVERNANCE}.${name}`;
}

/** Something that the runner writes. */
export function inOperations(target: Named, name: string): string {
  return `${target.snowflake.database}.${OPERATIONS}.${name}`;
}

/** The stage over a stack's folder of the bucket: the integration allows no other. */
export function stageOf(target: Named, stack: string): string {
  return inOperations(target, tableName(["clean", stack]));
}

/** The stage over the folder of a relational source in its lake. */
export function lakeStage(target: Named, database: string): string {
  return inOperations(target, tableName(["lake", database]));
}

/** The stage over the folder of a source's streamed rows. */
export function streamStage(target: Named, database: string): string {
  return inOperations(target, tableName(["stream", database]));
}

/** The stage over the folder of exported parts, one for each region with a bucket. */
export function exportStage(target: Named, database: string, region: string): string {
  return inOperations(target, tableName(["export", database, region]));
}

/** The stage over the folder of a source's files that are loaded before anything is exported. */
export function upstreamStage(target: Named, database: string, region: string): string {
  return inOperations(target, tableName(["upstream", database, region]));
}

export function fileFormatOf(target: Named): string {
  return inOperations(target, "ndjson");
}

/** `CLEARWELL_PRODUCTION.landing_legion.orders_production_us_west_2` */
export function pipeOf(target: Named, database: string, collection: string, stack: string): string {
  return `${schemaOf(target, "landing", database)}.${tableName([collection, stack])}`;
}

/** A table's or a view's name of these names, in lower case. A reserved word gets a `_` at its end. */
export function tableName(path: readonly string[]): string {
  const name = columnName(path);
  return NAME_RULES.snowflake.words.has(name) || RESERVED_IN_FROM.includes(name) ? `${name}_` : name;
}

/** Words that a column may be named by, and a table not. https://docs.snowflake.com/en/sql-reference/reserved-keywords */
const RESERVED_IN_FROM = ["cross", "full", "inner", "join", "lateral", "left", "natural", "right", "using"];

/** Account objects begin with the database's name, because other databases are in the account. */
export function accountObject({ snowflake }: Named, name: string): string {
  return `${snowflake.database}_${name}`;
}

/** What the administrator creates, so that Snowflake can read the bucket. */
export function storageIntegration(target: Named): string {
  return accountObject(target, "CLEAN");
}

/** The same for the lake of a region. */
export function lakeIntegration(target: Named, region: string): string {
  return accountObject(target, `LAKE_${columnName([region])}`.toUpperCase());
}

/** The same for the bucket of streamed rows in a region. */
export function streamIntegration(target: Named, region: string): string {
  return accountObject(target, `STREAM_${columnName([region])}`.toUpperCase());
}

/** The same for the bucket of exported parts in a region. */
export function exportIntegration(target: Named, region: string): string {
  return accountObject(target, `EXPORT_${columnName([region])}`.toUpperCase());
}

/** The role and the user that export. */
export function exporter(target: Named): string {
  return accountObject(target, "EXPORTER");
}

/** The role and the user with which dbt logs in. */
export function dbtRole(target: Named): string {
  return accountObject(target, "TRANSFORMER");
}

export function dbtUser(target: Named): string {
  return accountObject(target, "DBT");
}

/** With it, Snowflake publishes failures of the pipes of CLEAN. */
export function errorIntegration(target: Named): string {
  return accountObject(target, "FAILURES");
}

/** The same for the pipes and tasks of streamed rows in a region. */
export function streamErrorIntegration(target: Named, region: string): string {
  return accountObject(target, `STREAM_FAILURES_${columnName([region])}`.toUpperCase());
}

/** The middle of a file's name: `legion.orders`. */
export function fileName(database: string, collection: string): string {
  return `${columnName([database])}.${tableName([collection])}`;
}

/** `CLEARWELL_PRODUCTION.READER` */
export function databaseRole({ snowflake }: Named, role: string): string {
  return `${snowflake.database}.${role}`;
}

/** The database role that sees the values of one kind in clear: `READ_PII_EMAIL`. */
export function kindRole(tag: string, kind: string): string {
  return `READ_${tag}_${kind}`.toUpperCase();
}
