import { type ExportedTables, exportedTablesOf } from "./exported-tables-of.ts";
import { SOURCES } from "./index.ts";

/** What is exported from Snowflake and loaded into PostgreSQL. In a bundle this module is JSON, written by the build: `functions/bundle-function.ts`. */
export const EXPORTED_TABLES: ExportedTables = exportedTablesOf(SOURCES);
