import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { BSON, MongoClient } from "mongodb";
import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { jobVariables, toEnvironment } from "../functions/extract/environment.ts";
import { startReplicaSet } from "../local/mongodb/mongod.ts";
import { startS3Server } from "../local/s3-server.ts";
import { documentOf } from "./extract/documents.ts";
import { describeMachine } from "./machine.ts";

const DOCUMENTS = 200_000;
const AT_ONCE = 5_000;

const shell = thisShell();

process.exitCode = await runTask(bench, shell);

/** The first load of a collection from a real mongod on this machine: documents a second, and memory. */
async function bench(): Promise<void> {
  const [mongo, s3] = await Promise.all([startReplicaSet(), startS3Server()]);
  const client = new MongoClient(mongo.uri);
  try {
    const collection = client.db("bench").collection("orders");
    for (let at = 0; at < DOCUMENTS; at += AT_ONCE)
      await collection.insertMany(Array.from({ length: AT_ONCE }, (_, index) => documentOf(at + index)));
    const bytes = BSON.calculateObjectSize(documentOf(1));
    const used = await extract(mongo.uri, s3.endpoint);
    const { processor, node } = describeMachine();
    shell.out.print(`${DOCUMENTS} documents of ${bytes} bytes, on ${processor}, Node ${node}
${Math.round(DOCUMENTS / used.processorSeconds)} documents per second of processor time, ${Math.round(DOCUMENTS / used.seconds)} per second with MongoDB and S3 beside it
${Math.round(used.maxMemoryMb)} MB of memory at most`);
  } finally {
    await client.close();
    await Promise.all([mongo.stop(), s3.close()]);
  }
}

interface Used {
  /** Of the extract's process, from its start. */
  readonly processorSeconds: number;
  readonly maxMemoryMb: number;
  /** On the clock. */
  readonly seconds: number;
}

async function extract(uri: string, s3: string): Promise<Used> {
  const settings = {
    stack: "bench",
    lakeBucket: "lake",
    lakeOwner: "111122223333",
    readFrom: "primary",
    oplogHours: 24,
  } as const;
  const started = performance.now();
  const child = fork(fileURLToPath(new URL("extract/extract-process.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...toEnvironment(settings),
      ...jobVariables({ mode: "extract", database: "bench", collection: "orders" }),
      MONGODB_URI: uri,
      AWS_ENDPOINT_URL_S3: s3,
      AWS_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
    },
  });
  const used = once(child, "message") as Promise<[Omit<Used, "seconds">]>;
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new UserError(`The extract ended with exit code ${code}.`, 1);
  return { ...(await used)[0], seconds: (performance.now() - started) / 1000 };
}
