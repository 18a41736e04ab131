import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import type { ExportedTables } from "../contracts/exported-tables-of.ts";
import type { ListedTables } from "../contracts/listed-tables-of.ts";
import type { Masks } from "../contracts/mask.ts";
import type { RecordMasks } from "../contracts/record-masks-of.ts";
import type { WatermarkTables } from "../contracts/watermark-tables-of.ts";
import { asJson } from "./as-json.ts";

/** How everything is compiled that runs as a function does. */
export const BUNDLING = {
  bundle: true,
  minify: true,
  keepNames: true,
  platform: "node",
  format: "esm",
  target: "node20",
  mainFields: ["module", "main"],
  // The AWS SDK still requires Node's own modules from CommonJS parts.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
  logLevel: "warning",
} as const satisfies BuildOptions;

/** What is derived from the contracts of tables. Each is empty if it is left out. */
interface Derived {
  readonly listedTables?: ListedTables;
  readonly watermarkTables?: WatermarkTables;
  readonly recordMasks?: RecordMasks;
  readonly exportedTables?: ExportedTables;
}

/**
 * Writes a function, a folder here with a `handler.ts`, as one file with all that it imports.
 * @param masks take the place of the contracts
 * @param tables so do these
 */
export async function bundleFunction(
  name: string,
  outfile: string,
  masks: Masks,
  { listedTables = {}, watermarkTables = {}, recordMasks = {}, exportedTables = {} }: Derived = {},
): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}/handler.ts`, import.meta.url))],
    outfile,
    plugins: [
      asJson("masks", "MASKS", masks),
      asJson("listed-tables", "LISTED_TABLES", listedTables),
      asJson("watermark-tables", "WATERMARK_TABLES", watermarkTables),
      asJson("record-masks", "RECORD_MASKS", recordMasks),
      asJson("exported-tables", "EXPORTED_TABLES", exportedTables),
    ],
    // A faster driver in C for `pg`, which it does without.
    external: ["pg-native"],
    ...BUNDLING,
  });
}
