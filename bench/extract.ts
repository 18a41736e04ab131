import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { BSON, type Collection, MongoClient } from "mongodb";
import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { startReplicaSet } from "../local/mongodb/mongod.ts";
import { startS3Server } from "../local/s3-server.ts";
import { documentOf } from "./extract/documents.ts";
import { buildExtract, runExtract } from "./extract/run-extract.ts";
import { arePeersInstalled, PEERS, runPeer } from "./extract/run-peer.ts";
import { describeMachine } from "./machine.ts";
import type { Measurement } from "./measurement.ts";

const AT_ONCE = 5_000;
/** One in so many documents changes. */
const CHANGED = 5;

const shell = thisShell();
const HELP = `
A first load of documents of 2 KB from a real mongod on this machine, of which
half is listed, then the changes of a fifth of them. Peers, the first load only:
  python3 -m venv .venv-bench
  .venv-bench/bin/pip install --require-hashes -r bench/extract/requirements.txt`;

process.exitCode = await runTask(async () => {
  const options = new Command("npm run -s bench:extract --")
    .description("The extract of mongodb-to-redshift: documents a second, and memory.")
    .option("--documents <number>", "in the collection", "1000000")
    .addHelpText("after", HELP)
    .parse(process.argv)
    .opts<{ documents: string }>();
  await bench(Number(options.documents));
}, shell);

async function bench(documents: number): Promise<void> {
  const [mongo, s3] = await Promise.all([startReplicaSet(), startS3Server()]);
  const folder = await mkdtemp(join(tmpdir(), "clearwell-bench-"));
  const client = new MongoClient(mongo.uri);
  const { processor, node } = describeMachine();
  const bytes = BSON.calculateObjectSize(documentOf(1));
  try {
    const collection = client.db("bench").collection("orders");
    shell.err.print(`  ${documents} documents are made`);
    for (let at = 0; at < documents; at += AT_ONCE)
      await collection.insertMany(Array.from({ length: AT_ONCE }, (_, index) => documentOf(at + index)));
    shell.out.print(`${documents} documents of ${bytes} bytes, on ${processor}, Node ${node}`);
    const bundle = await buildExtract(folder);
    show("clearwell, first load", documents, await runExtract(bundle, mongo.uri, s3.endpoint));
    // Node keeps all of it in this process.
    for (const key of s3.objects.keys()) if (key.endsWith(".parquet")) s3.objects.delete(key);
    if (!arePeersInstalled()) shell.out.print(`without ${PEERS.join(" and ")}, which are not installed: --help`);
    else for (const peer of PEERS) show(`${peer}, first load`, documents, await runPeer(peer, mongo.uri, folder));
    await change(collection);
    show("clearwell, changes", documents / CHANGED, await runExtract(bundle, mongo.uri, s3.endpoint));
  } finally {
    await client.close();
    await Promise.all([mongo.stop(), s3.close(), rm(folder, { recursive: true })]);
  }
}

async function change(collection: Collection): Promise<void> {
  const options = { changeStreamPreAndPostImages: { enabled: true } };
  await collection.db.command({ collMod: collection.collectionName, ...options });
  await collection.updateMany({ quantity: { $mod: [CHANGED, 0] } }, { $set: { status: "changed" } });
}

/** The load of the machine tells how much the figures may be trusted. */
function show(what: string, documents: number, { seconds, cpuSeconds, peakBytes }: Measurement): void {
  const rate = (per: number) =>
    Math.round(documents / per)
      .toLocaleString("en")
      .padStart(9);
  shell.out.print(
    `${what.padEnd(22)} ${rate(cpuSeconds)} documents per processor second ${rate(seconds)} per second` +
      ` ${String(Math.round(peakBytes / 2 ** 20)).padStart(6)} MiB, at load ${loadavg()[0]?.toFixed(1)}`,
  );
}
