import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import type { ListedTables } from "../contracts/listed-tables-of.ts";
import type { Masks } from "../contracts/mask.ts";
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

/**
 * Writes a function, a folder here with a `handler.ts`, as one file with all that it imports.
 * @param masks take the place of the contracts
 * @param listedTables so do these
 */
export async function bundleFunction(
  name: string,
  outfile: string,
  masks: Masks,
  listedTables: ListedTables = {},
): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}/handler.ts`, import.meta.url))],
    outfile,
    plugins: [asJson("masks", "MASKS", masks), asJson("listed-tables", "LISTED_TABLES", listedTables)],
    // A faster driver in C for `pg`, which it does without.
    external: ["pg-native"],
    ...BUNDLING,
  });
}
