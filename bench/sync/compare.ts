import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { S3Client } from "@aws-sdk/client-s3";
import { manifestKey } from "../../functions/shared/export-manifest.ts";
import { publishBatch } from "../../functions/sync/publish-batch.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../local/postgres/embedded.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";
import { createTables } from "../../warehouse/postgres/create-tables.ts";
import { createStaged } from "../../warehouse/postgres/load.ts";
import { stagedOf } from "../../warehouse/postgres/names.ts";
import { SYNC_USER } from "../../warehouse/postgres/roles.ts";
import { BATCH, BUCKET, PLACE, SOURCES, TABLES, type Written, writeParts } from "./parts.ts";

/** Has `bench/extract/requirements.txt`. */
const PYTHON = ".venv-bench/bin/python";

/** What a load took. */
export interface Loaded {
  readonly seconds: number;
  /** Of the largest worker; none for psql. */
  readonly peakBytes?: number;
  /** Resident memory of a worker after each part. */
  readonly mebibytes?: readonly number[];
}

export interface Compared {
  readonly csvBytes: number;
  readonly psql: Loaded;
  readonly one: Loaded;
  readonly two: Loaded;
  /** Undefined if it is not installed. */
  readonly sling: Loaded | undefined;
  /** To check, index, analyse and attach the batch. */
  readonly publishSeconds: number;
}

/** Loads the same parts in turns into a table without an index, and gives the fastest run of each. */
export async function compareSync(rows: number, rounds: number, say: (text: string) => void): Promise<Compared> {
  const folder = mkdtempSync(join(tmpdir(), "clearwell-bench-"));
  const s3 = await startS3Server();
  const postgres = await startEmbeddedPostgres({ shared_buffers: "256MB", max_wal_size: "8GB" });
  try {
    say(`  writing ${rows.toLocaleString("en")} rows`);
    const written = writeParts(s3, folder, rows);
    const runs: Omit<Compared, "csvBytes" | "sling">[] = [];
    const slings: Loaded[] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`  round ${round} of ${rounds}`);
      const psql = await loadByPsql(postgres, written);
      const one = await loadBySync(s3, postgres, 1);
      const two = await loadBySync(s3, postgres, 2);
      if (existsSync(PYTHON)) slings.push(await loadBySling(postgres, written, rows));
      runs.push({ psql, one, two, publishSeconds: await publish(s3, postgres, rows) });
    }
    const fastestOf = (all: readonly Loaded[]) =>
      all.reduce<Loaded | undefined>(
        (best, run) => (best === undefined || run.seconds < best.seconds ? run : best),
        undefined,
      );
    const fastest = (of: "psql" | "one" | "two") => fastestOf(runs.map((run) => run[of])) as Loaded;
    return {
      csvBytes: written.csvBytes,
      psql: fastest("psql"),
      one: fastest("one"),
      two: fastest("two"),
      sling: fastestOf(slings),
      publishSeconds: Math.min(...runs.map((run) => run.publishSeconds)),
    };
  } finally {
    await postgres.stop();
    await s3.close();
    rmSync(folder, { recursive: true });
  }
}

async function clear(postgres: EmbeddedPostgres): Promise<void> {
  await postgres.run("DROP SCHEMA IF EXISTS bench, load CASCADE");
  await postgres.run(createTables(SOURCES));
  await postgres.run("CHECKPOINT");
}

async function loadByPsql(postgres: EmbeddedPostgres, { files, manifest }: Written): Promise<Loaded> {
  await clear(postgres);
  await postgres.run(createStaged(PLACE, BATCH).join(";"));
  const columns = manifest.columns.join(", ");
  const copies = files.map(
    (file) =>
      `\\copy ${stagedOf(PLACE, BATCH)} (${columns}) from program 'gunzip -c ${file}' with (format csv, header match)\n`,
  );
  const begin = Date.now();
  const args = ["-h", "127.0.0.1", "-p", String(postgres.port), "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1"];
  const psql = spawn("psql", args, { stdio: ["pipe", "ignore", "inherit"] });
  psql.stdin.end(copies.join(""));
  const [code] = (await once(psql, "exit")) as [number | null];
  if (code !== 0) throw new Error(`psql ended with ${code}.`);
  return { seconds: (Date.now() - begin) / 1000 };
}

/** Into a table of its own, which it gives its own types. */
async function loadBySling(postgres: EmbeddedPostgres, { files }: Written, rows: number): Promise<Loaded> {
  const script = fileURLToPath(new URL("peers/sling_peer.py", import.meta.url));
  const { stdout } = await promisify(execFile)(PYTHON, [script, String(postgres.port), ...files]);
  const [seen] = await postgres.run<{ count: string }>("SELECT count(*) FROM public.items");
  if (Number(seen?.count) !== rows) throw new Error("sling has not loaded all rows.");
  await postgres.run("DROP TABLE public.items");
  const { seconds, peakBytes } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Loaded;
  return { seconds, ...(peakBytes === undefined ? {} : { peakBytes }) };
}

async function loadBySync(s3: S3Server, postgres: EmbeddedPostgres, workers: number): Promise<Loaded> {
  await clear(postgres);
  const script = fileURLToPath(new URL("worker.ts", import.meta.url));
  const all = Array.from({ length: workers }, async (_, worker) => {
    const args = [
      "--no-warnings",
      "--import",
      "tsx",
      script,
      s3.endpoint,
      String(postgres.port),
      String(worker),
      String(workers),
    ];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    return JSON.parse(await text(child.stdout)) as Required<Pick<Loaded, "peakBytes" | "mebibytes">> & {
      readonly begin: number;
      readonly end: number;
    };
  });
  const ended = await Promise.all(all);
  const begin = Math.min(...ended.map((worker) => worker.begin));
  const end = Math.max(...ended.map((worker) => worker.end));
  return {
    seconds: (end - begin) / 1000,
    peakBytes: Math.max(...ended.map(({ peakBytes }) => peakBytes)),
    mebibytes: ended[0]?.mebibytes ?? [],
  };
}

async function publish(s3: S3Server, postgres: EmbeddedPostgres, rows: number): Promise<number> {
  const client = new S3Client({
    region: "us-west-2",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    endpoint: s3.endpoint,
    forcePathStyle: true,
  });
  const begin = Date.now();
  const sync = {
    s3: client,
    bucket: BUCKET,
    account: "111122223333",
    database: PLACE.database,
    tables: TABLES,
    publishMinutes: 15,
    connect: () => postgres.connect(SYNC_USER),
    now: () => Date.now(),
    wait: () => Promise.resolve(),
  };
  const manifest = manifestKey({ ...PLACE, batch: BATCH });
  await publishBatch(sync, { step: "publish", manifest, since: new Date().toISOString() }, 900_000);
  const seconds = (Date.now() - begin) / 1000;
  const [seen] = await postgres.run<{ count: string }>("SELECT count(*) FROM bench.items");
  if (Number(seen?.count) !== rows) throw new Error("The table does not have all rows.");
  client.destroy();
  return seconds;
}
