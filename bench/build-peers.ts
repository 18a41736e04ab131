import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { BUNDLING } from "../functions/bundle-function.ts";
import type { Peer } from "./peers.ts";

const HERE = fileURLToPath(new URL("peers/", import.meta.url));

/** Of the virtual environment that has the packages of requirements.txt. */
export const PYTHON = fileURLToPath(new URL("../.venv-bench/bin/python", import.meta.url));

/** Compiles the peers, ours too, as the functions are compiled, so that no time to compile is measured. */
export async function buildPeers(peers: readonly Peer[], folder: string): Promise<void> {
  await build({
    entryPoints: peers.filter(({ file }) => file.endsWith(".ts")).map(({ file }) => `${HERE}${file}`),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    ...BUNDLING,
    // It has a native library, which esbuild can't bundle.
    external: ["@duckdb/node-api"],
  });
}

/** The program that runs a peer, and its first argument. */
export function commandOf({ file, wheel }: Peer, folder: string): readonly [program: string, script: string] {
  if (wheel !== undefined) return [PYTHON, `${HERE}${file}`];
  if (file.endsWith(".py")) return ["python3", `${HERE}${file}`];
  return [process.execPath, `${folder}/${file.replace(/\.ts$/, ".mjs")}`];
}
