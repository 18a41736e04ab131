import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LocalSyncPlace } from "./local-sync.ts";

/** What a worker says after a part. */
export interface LoadedMessage {
  readonly manifest: string;
  /** The other one has loaded it. */
  readonly already: boolean;
  readonly seconds: number;
}

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/**
 * Loads the parts of batches with two workers at once, of which one is killed after its first part if it is asked to.
 * @param manifests their keys
 * @returns seconds that both have spent with each batch
 * @throws Error if the other does not end well
 */
export async function loadWithTwo(
  place: LocalSyncPlace,
  manifests: readonly string[],
  isKilled: boolean,
): Promise<ReadonlyMap<string, number>> {
  const seconds = new Map<string, number>();
  const start = () => {
    const worker = fork(WORKER, [JSON.stringify(place), ...manifests], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // The SDK warns of its next versions.
      execArgv: [...process.execArgv, "--no-warnings"],
    });
    worker.on("message", ({ manifest, seconds: spent }: LoadedMessage) => {
      seconds.set(manifest, (seconds.get(manifest) ?? 0) + spent);
    });
    return worker;
  };
  const [first, second] = [start(), start()];
  if (isKilled) first.once("message", () => first.kill("SIGKILL"));
  const [, code] = await Promise.all([ended(first), ended(second)]);
  if (code !== 0) throw new Error("A worker failed; what it printed is above.");
  return seconds;
}

async function ended(worker: ChildProcess): Promise<number | null> {
  const [code] = (await once(worker, "exit")) as [number | null];
  return code;
}
