import { SOURCES } from "./index.ts";
import { type WatermarkTables, watermarkTablesOf } from "./watermark-tables-of.ts";

/** What the producer reads. In a bundle this module is JSON, written by the build: `functions/bundle-function.ts`. */
export const WATERMARK_TABLES: WatermarkTables = watermarkTablesOf(SOURCES);
