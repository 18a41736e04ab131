import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Terminal } from "../command/terminal.ts";
import { checkOutputs } from "./check-outputs.ts";
import type { DataSet } from "./data-sets/data-set.ts";
import { writeDataSet } from "./data-sets/write-data-set.ts";
import { gzippedBytes } from "./gzip-levels.ts";
import type { InstalledPeer } from "./installed-peers.ts";
import { FLOOR, GZIP_LEVEL, OURS } from "./peers.ts";
import type { DataSetResult, TimedPeer } from "./results.ts";
import { runRounds } from "./rounds.ts";
import { type PeerJob, startPeer } from "./start-peer.ts";

export interface DataSetPlan {
  readonly dataSet: DataSet;
  readonly megabytes: number;
  readonly peers: readonly InstalledPeer[];
  readonly rounds: number;
  /** The compiled peers. */
  readonly bin: string;
  /** Where the data and all outputs are. */
  readonly folder: string;
}

const CLEARWELL: InstalledPeer = { ...OURS, version: undefined };
const LIMIT: InstalledPeer = { ...FLOOR, version: undefined };

/** Makes a data set, compares the output of each peer with ours, then times the peers whose output is the same. */
export async function benchDataSet(plan: DataSetPlan, terminal: Terminal): Promise<DataSetResult> {
  const { dataSet, peers, bin, folder } = plan;
  const written = await write(plan, terminal);
  await mkdir(join(folder, "out"), { recursive: true });
  const outputOf = ({ name }: InstalledPeer) => join(folder, "out", `${name}.json.gz`);
  const plain = plainOutput(folder);
  const jobOf = (peer: InstalledPeer): PeerJob => ({ ...written, bin, out: outputOf(peer), plain, level: GZIP_LEVEL });

  await startPeer(CLEARWELL, jobOf(CLEARWELL));
  await pipeline(createReadStream(outputOf(CLEARWELL)), createGunzip(), createWriteStream(plain));
  const { same, differing } = await checkOutputs(peers, jobOf, outputOf(CLEARWELL), terminal);
  const runs = await time([CLEARWELL, ...same, LIMIT], plan.rounds, jobOf, terminal);
  const timed = async (peer: InstalledPeer): Promise<TimedPeer> => ({
    title: peer.title,
    version: peer.version,
    runs: runs.get(peer) ?? [],
    outBytes: (await stat(outputOf(peer))).size,
  });
  return {
    name: dataSet.name,
    title: dataSet.title,
    rows: written.rows,
    csvBytes: written.csvBytes,
    rawBytes: (await stat(written.raw)).size,
    plainBytes: (await stat(plain)).size,
    bytesAtLevel6: await gzippedBytes(plain, 6),
    ours: await timed(CLEARWELL),
    others: await Promise.all(same.map(timed)),
    floor: await timed(LIMIT),
    notTimed: differing,
  };
}

/** Our output, gunzipped. */
export function plainOutput(folder: string): string {
  return join(folder, "out", "clearwell.json");
}

async function write({ dataSet, megabytes, folder }: DataSetPlan, terminal: Terminal) {
  const steps = 10;
  const bytes = megabytes * 1e6;
  terminal.print(`${dataSet.name}: ${megabytes} MB of CSV, ${dataSet.title}`);
  let progress: ReturnType<Terminal["progress"]> | undefined;
  let done = 0;
  const written = await writeDataSet(dataSet, bytes, folder, (csvBytes) => {
    progress ??= terminal.progress(steps);
    for (; done < Math.floor((csvBytes / bytes) * steps); done++) progress.step("made and gzipped");
  });
  progress?.end();
  return written;
}

async function time(
  peers: readonly InstalledPeer[],
  rounds: number,
  jobOf: (peer: InstalledPeer) => PeerJob,
  terminal: Terminal,
) {
  const progress = terminal.progress(peers.length * rounds);
  const start = (peer: InstalledPeer) => startPeer(peer, jobOf(peer));
  const runs = await runRounds(peers, rounds, start, ({ name }, { seconds }, round) =>
    progress.step(`round ${round + 1}: ${name} ${seconds.toFixed(2)} s`),
  );
  progress.end();
  return runs;
}
