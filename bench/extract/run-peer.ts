import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Measurement } from "../measurement.ts";
import { CONTRACT } from "./documents.ts";

/** Has `bench/extract/requirements.txt`. */
const PYTHON = ".venv-bench/bin/python";

/** Other programs that read a collection of MongoDB into Parquet. */
export const PEERS = ["dlt", "sling"] as const;

/** By MongoDB's names, as the contract has DMS's. */
const FIELDS = Object.keys(CONTRACT).map((name) => name.replace(/^(oid|array)_/, ""));

export const arePeersInstalled = (): boolean => existsSync(PYTHON);

/** Runs one in a process of its own. @param folder for what it writes */
export async function runPeer(peer: (typeof PEERS)[number], uri: string, folder: string): Promise<Measurement> {
  const script = fileURLToPath(new URL(`peers/${peer}_peer.py`, import.meta.url));
  const quiet = ["RUNTIME__DLTHUB_TELEMETRY=false", "RUNTIME__LOG_LEVEL=CRITICAL"];
  const { stdout } = await promisify(execFile)("env", [...quiet, PYTHON, script, uri, folder, FIELDS.join(",")], {
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Measurement;
}
