import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { commandOf } from "./build-peers.ts";
import type { Measurement } from "./measurement.ts";
import type { Peer } from "./peers.ts";

/** The files of one job, and the folder of the compiled peers. */
export interface PeerJob {
  readonly bin: string;
  readonly raw: string;
  readonly mask: string;
  readonly out: string;
  readonly plain: string;
  readonly level: number;
}

/**
 * Runs a peer in a process of its own.
 * @throws Error with the process's own error message, if it failed
 */
export async function startPeer(peer: Peer, { bin, raw, mask, out, plain, level }: PeerJob): Promise<Measurement> {
  const [program, script] = commandOf(peer, bin);
  try {
    const { stdout } = await promisify(execFile)(program, [script, raw, mask, out, String(level), plain]);
    return JSON.parse(stdout) as Measurement;
  } catch (error) {
    throw new Error(`${peer.name}: ${messageOf(error)}`, { cause: error });
  }
}

/** The line that says why, out of all that a failed process prints. */
function messageOf(error: unknown): string {
  const { stderr = "", message } = error as Error & { stderr?: string };
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /^\S*error\b/i.test(line.trim())) ?? lines.at(-1) ?? message;
}
