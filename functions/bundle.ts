import { fileURLToPath } from "node:url";
import { LISTED_TABLES } from "../contracts/listed-tables.ts";
import { MASKS } from "../contracts/masks.ts";
import { RECORD_MASKS } from "../contracts/record-masks.ts";
import { WATERMARK_TABLES } from "../contracts/watermark-tables.ts";
import { bundleFunction } from "./bundle-function.ts";

/** Every function that is shipped: a folder here with a `handler.ts`. */
const FUNCTIONS = ["alert", "cleaner", "lake-columns", "mail", "producer", "source-columns", "transformer"];

/** Writes one file per function, `dist/<function>/index.mjs`: what Terraform ships and what runs on one machine. */
for (const name of FUNCTIONS) {
  const outfile = fileURLToPath(new URL(`../dist/${name}/index.mjs`, import.meta.url));
  await bundleFunction(name, outfile, MASKS, {
    listedTables: LISTED_TABLES,
    watermarkTables: WATERMARK_TABLES,
    recordMasks: RECORD_MASKS,
  });
}
