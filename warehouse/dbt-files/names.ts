import { columnName } from "../../contracts/columns.ts";
import { tableName } from "../snowflake/names.ts";
import type { Target } from "../snowflake/target.ts";

/** What dbt makes of each table, in this order; each kind is a macro of the same name. */
export const modelKinds = ["cdc", "current", "history", "daily", "analytics"] as const;

export type ModelKind = (typeof modelKinds)[number];

/** A name in dbt, where all models share one namespace: `practice__clients_cdc`. */
export function modelName(database: string, table: string, kind: ModelKind): string {
  return `${columnName([database])}__${columnName([table])}_${kind}`;
}

/** The schema of a kind's objects: `practice_cdc`, `current_practice`. Those for readers are named as in the other pipelines. */
export function modelSchema(database: string, kind: ModelKind): string {
  const source = columnName([database]);
  return kind === "cdc" ? `${source}_cdc` : `${kind}_${source}`;
}

/** The schema of the external tables: `external_practice`. */
export function externalSchema(database: string): string {
  return `external_${columnName([database])}`;
}

/** The table's or view's name in each of these schemas. */
export function objectName(table: string): string {
  return tableName([table]);
}

/** The table or view that dbt makes of a table: `CLEARWELL_PRODUCTION.practice_cdc.clients`. */
export function modelIn(
  { snowflake }: Pick<Target, "snowflake">,
  kind: ModelKind,
  { database, name }: { readonly database: string; readonly name: string },
): string {
  return `${snowflake.database}.${modelSchema(database, kind)}.${objectName(name)}`;
}
