import { SOURCES } from "./index.ts";
import { type ListedTables, listedTablesOf } from "./listed-tables-of.ts";

/** What the sources must have. In a bundle this module is JSON, written by the build: `functions/bundle-function.ts`. */
export const LISTED_TABLES: ListedTables = listedTablesOf(SOURCES);
