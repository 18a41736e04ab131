import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { readManifestKey } from "../../functions/shared/export-manifest.ts";
import type { PlannedBatch } from "../../functions/sync/sync-event.ts";
import type { LocalSyncPlace } from "./local-sync.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/**
 * Loads the parts of a batch with two workers at once, of which one is killed after its first part if it is asked to.
 * @throws Error if the other does not end well
 */
export async function loadWithTwo(place: LocalSyncPlace, batch: PlannedBatch, isKilled: boolean): Promise<void> {
  if (batch.parts.count === 0) return;
  const named = readManifestKey(batch.manifest);
  if (named === undefined) throw new Error(`${batch.manifest} is not a manifest's key`);
  const start = () =>
    fork(WORKER, [JSON.stringify(place), named.table, named.batch], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [first, second] = [start(), start()];
  if (isKilled) first.once("message", () => first.kill("SIGKILL"));
  const [, code] = await Promise.all([ended(first), ended(second)]);
  if (code !== 0) throw new Error("A worker failed; what it printed is above.");
}

async function ended(worker: ChildProcess): Promise<number | null> {
  const [code] = (await once(worker, "exit")) as [number | null];
  return code;
}
