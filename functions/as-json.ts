import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

/**
 * What a module of `contracts/` derives from the contracts is made now, as text: so no contract is in the bundle, and a change of one
 * that changes nothing of it changes no byte.
 * @param module its name
 * @param exported the name of what it exports
 */
export function asJson(module: string, exported: string, value: object): Plugin {
  const file = fileURLToPath(new URL(`../contracts/${module}.ts`, import.meta.url));
  // Parsed when it runs: as a literal, a key that is called __proto__ would not be one.
  const contents = `export const ${exported} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
  return {
    name: `${module}-as-json`,
    setup: (build) => {
      build.onLoad({ filter: new RegExp(`${module}\\.ts$`) }, ({ path }) => (path === file ? { contents } : undefined));
    },
  };
}
