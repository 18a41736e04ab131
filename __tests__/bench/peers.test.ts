import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { buildPeers } from "../../bench/build-peers.ts";
import { DATA_SETS } from "../../bench/data-sets/index.ts";
import { writeDataSet } from "../../bench/data-sets/write-data-set.ts";
import { findInstalled } from "../../bench/installed-peers.ts";
import { FLOOR, GZIP_LEVEL, OTHERS, OURS, type Peer } from "../../bench/peers.ts";
import { type PeerJob, startPeer } from "../../bench/start-peer.ts";
import { compareOutputs } from "../../bench/verify.ts";
import { THOROUGH } from "../thoroughness.ts";

/** Compiled peers load native libraries from node_modules, so they must be inside the repository. */
const BIN = fileURLToPath(new URL("../../bench/data/bin-for-tests/", import.meta.url));
const ROWS_BYTES = 300_000;

/** The most similar to ours, and the most different; all of them, over all data sets, with `THOROUGH`. */
const SAMPLE = ["reference", "duckdb", "polars", "clickhouse"];
const dataSets = DATA_SETS.filter(({ name }) => THOROUGH || name === "nested");
const peers = OTHERS.filter(({ name }) => THOROUGH || SAMPLE.includes(name));
const { installed, missing } = await findInstalled(peers);
/** Miller changes CRLF inside cells to LF, so its values differ from ours. */
const KNOWN_DIFFERENCES = new Set(["miller long-text"]);

describe("A peer of the benchmark", () => {
  const folder = mkdtempSync(join(tmpdir(), "clearwell-bench-"));
  const jobs = new Map<string, (peer: Peer) => PeerJob>();

  before(async () => {
    for (const { title } of missing) process.stdout.write(`      ${title} is not installed: left out.\n`);
    await buildPeers([OURS, ...peers, FLOOR], BIN);
    for (const dataSet of dataSets) {
      const own = join(folder, dataSet.name);
      const written = await writeDataSet(dataSet, ROWS_BYTES, own, () => undefined);
      const plain = join(own, "plain.json");
      const jobOf = ({ name }: Peer) => ({ ...written, bin: BIN, out: join(own, name), plain, level: GZIP_LEVEL });
      await startPeer(OURS, jobOf(OURS));
      writeFileSync(plain, gunzipSync(readFileSync(join(own, OURS.name))));
      jobs.set(dataSet.name, jobOf);
    }
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const peer of installed) {
    it(`writes the same values as ours: ${peer.name}`, async () => {
      const same = dataSets.filter(({ name }) => !KNOWN_DIFFERENCES.has(`${peer.name} ${name}`));
      await Promise.all(same.map(({ name }) => expectSame(name, peer)));
    });
  }

  it("writes our own lines if it is the floor", async () => {
    const job = jobOf("nested", FLOOR);
    await startPeer(FLOOR, job);
    const ours = gunzipSync(readFileSync(jobOf("nested", OURS).out));
    expect(gunzipSync(readFileSync(job.out)).equals(ours)).to.equal(true);
  });

  it("gives the reason in one line if it fails", async () => {
    const failed = await startPeer(OURS, { ...jobOf("nested", OURS), raw: "/nowhere.csv.gz" }).catch(String);
    expect(failed).to.match(/^Error: clearwell: .*READ_FAILED.*$/);
  });

  async function expectSame(dataSet: string, peer: Peer): Promise<void> {
    const job = jobOf(dataSet, peer);
    const { seconds, cpuSeconds, peakBytes } = await startPeer(peer, job);
    const { rows, difference } = await compareOutputs(jobOf(dataSet, OURS).out, job.out, peer.writesNulls ?? false);
    expect(difference, dataSet).to.equal(undefined);
    expect(rows, dataSet).to.be.above(10);
    expect(Math.min(seconds, cpuSeconds, peakBytes), dataSet).to.be.above(0);
  }

  function jobOf(dataSet: string, peer: Peer): PeerJob {
    const found = jobs.get(dataSet);
    if (found === undefined) throw new Error(`No data set ${dataSet}.`);
    return found(peer);
  }
});
