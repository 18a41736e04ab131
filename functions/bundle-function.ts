import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

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

/** Writes a function, a folder here with a `handler.ts`, as one file with all that it imports. */
export async function bundleFunction(name: string, outfile: string, plugins: Plugin[] = []): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}/handler.ts`, import.meta.url))],
    outfile,
    plugins,
    ...BUNDLING,
  });
}
