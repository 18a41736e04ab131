import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { MongoCollections } from "../contracts/mongodb-fields.ts";
import { asJson } from "./as-json.ts";
import { BUNDLING } from "./bundle-function.ts";

/**
 * Writes what a container runs, a folder here with a `main.ts`, as one file with all that it imports.
 * @param collections take the place of the contracts
 */
export async function bundleContainer(name: string, outfile: string, collections: MongoCollections): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}/main.ts`, import.meta.url))],
    outfile,
    plugins: [asJson("mongodb-collections", "MONGODB_COLLECTIONS", collections)],
    ...BUNDLING,
    // Native code, which the image has beside the bundle.
    external: ["@duckdb/node-api"],
    // The Node of the container's base image.
    target: "node22",
  });
}
