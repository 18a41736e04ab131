import type { Sources } from "../../contracts/source.ts";

/**
 * `create_tables.sql`: the roles, schemas and tables of all sources in Snowflake. A superuser or RDS's master user runs it; it may run again.
 * To be filled.
 */
export function createTables(_sources: Sources): string {
  return "";
}
