import { externalSchema, objectName } from "../dbt-files/names.ts";
import type { SourceTable, Target } from "./target.ts";

// What the runner asks of the external tables, which dbt makes.

type Named = Pick<Target, "snowflake">;

/** `CLEARWELL_PRODUCTION.external_practice.clients` */
export function externalTable(target: Named, { database, name }: Pick<SourceTable, "database" | "name">): string {
  return `${schemaIn(target, database)}.${objectName(name)}`;
}

/**
 * With `notification_channel`, the queue that the lake has to notify; null if the table does not listen.
 * https://docs.snowflake.com/en/sql-reference/sql/show-external-tables
 */
export function externalTablesIn(target: Named, database: string): string {
  return `SHOW EXTERNAL TABLES IN SCHEMA ${schemaIn(target, database)}`;
}

/** Answers with a row for each file that came or went. https://docs.snowflake.com/en/sql-reference/sql/alter-external-table */
export function refreshExternalTable(table: string): string {
  return `ALTER EXTERNAL TABLE ${table} REFRESH`;
}

function schemaIn({ snowflake }: Named, database: string): string {
  return `${snowflake.database}.${externalSchema(database)}`;
}
