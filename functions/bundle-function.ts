import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import type { Masks } from "../contracts/mask.ts";

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

const MASKS_MODULE = fileURLToPath(new URL("../contracts/masks.ts", import.meta.url));

/**
 * Writes a function, a folder here with a `handler.ts`, as one file with all that it imports.
 * @param masks take the place of the contracts
 */
export async function bundleFunction(name: string, outfile: string, masks: Masks): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}/handler.ts`, import.meta.url))],
    outfile,
    plugins: [masksAsJson(masks)],
    ...BUNDLING,
  });
}

/** The masks are made now, as text: so no contract is in the bundle, and a change of one that changes no mask changes no byte. */
function masksAsJson(masks: Masks): Plugin {
  // Parsed when it runs: as a literal, a key that is called __proto__ would not be one.
  const contents = `export const MASKS = JSON.parse(${JSON.stringify(JSON.stringify(masks))});`;
  return {
    name: "masks-as-json",
    setup: (build) => {
      build.onLoad({ filter: /masks\.ts$/ }, ({ path }) => (path === MASKS_MODULE ? { contents } : undefined));
    },
  };
}
