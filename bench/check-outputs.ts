import type { Terminal } from "../command/terminal.ts";
import type { InstalledPeer } from "./installed-peers.ts";
import type { NotTimed } from "./results.ts";
import { type PeerJob, startPeer } from "./start-peer.ts";
import { compareOutputs } from "./verify.ts";

/** Compares each peer's output with ours. A peer with another output, or none, does another job, so it is not timed. */
export async function checkOutputs(
  peers: readonly InstalledPeer[],
  jobOf: (peer: InstalledPeer) => PeerJob,
  ours: string,
  terminal: Terminal,
): Promise<{ same: InstalledPeer[]; differing: NotTimed[] }> {
  const same: InstalledPeer[] = [];
  const differing: NotTimed[] = [];
  const progress = terminal.progress(peers.length);
  for (const peer of peers) {
    const reason = await differenceOf(peer, jobOf(peer), ours);
    if (reason === undefined) same.push(peer);
    else differing.push({ name: peer.name, title: peer.title, reason });
    progress.step(`${peer.name}: ${reason === undefined ? "same values as ours" : "DIFFERS, is not timed"}`);
  }
  progress.end();
  return { same, differing };
}

async function differenceOf(peer: InstalledPeer, job: PeerJob, ours: string): Promise<string | undefined> {
  try {
    await startPeer(peer, job);
    return (await compareOutputs(ours, job.out, peer.writesNulls ?? false)).difference;
  } catch (error) {
    return `fails: ${(error as Error).message}`;
  }
}
