import { fileURLToPath } from "node:url";
import { EXPORTED_TABLES } from "../contracts/exported-tables.ts";
import { LISTED_TABLES } from "../contracts/listed-tables.ts";
import { MASKS } from "../contracts/masks.ts";
import { MONGODB_COLLECTIONS } from "../contracts/mongodb-collections.ts";
import { RECORD_MASKS } from "../contracts/record-masks.ts";
import { WATERMARK_TABLES } from "../contracts/watermark-tables.ts";
import { bundleContainer } from "./bundle-container.ts";
import { bundleFunction } from "./bundle-function.ts";

/** Every function that is shipped: a folder here with a `handler.ts`. */
const FUNCTIONS = [
  "alert",
  "cleaner",
  "export",
  "lake-columns",
  "mail",
  "producer",
  "source-columns",
  "sync",
  "transformer",
];

/** Every container that is shipped: a folder here with a `main.ts` and a `Containerfile`. */
const CONTAINERS = ["extract", "process"];

/** Writes one file per function, `dist/<function>/index.mjs`, and per container: what is shipped and what runs on one machine. */
for (const name of FUNCTIONS) {
  const outfile = fileURLToPath(new URL(`../dist/${name}/index.mjs`, import.meta.url));
  await bundleFunction(name, outfile, MASKS, {
    listedTables: LISTED_TABLES,
    watermarkTables: WATERMARK_TABLES,
    recordMasks: RECORD_MASKS,
    exportedTables: EXPORTED_TABLES,
  });
}
for (const name of CONTAINERS) {
  const outfile = fileURLToPath(new URL(`../dist/${name}/index.mjs`, import.meta.url));
  await bundleContainer(name, outfile, MONGODB_COLLECTIONS);
}
