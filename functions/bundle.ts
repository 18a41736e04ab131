import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Every function that is shipped: a folder here with a `handler.ts`. */
const FUNCTIONS = ["cleaner"];

/** Writes one file per function, `dist/<function>/index.mjs`: what Terraform ships and what runs on one machine. */
for (const name of FUNCTIONS) {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}/handler.ts`, import.meta.url))],
    outfile: fileURLToPath(new URL(`../dist/${name}/index.mjs`, import.meta.url)),
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
  });
}
