import { S3Client } from "@aws-sdk/client-s3";
import pg from "pg";
import { runTask } from "../../command/run.ts";
import { thisShell } from "../../command/shell.ts";
import { manifestKey } from "../../functions/shared/export-manifest.ts";
import { loadPart } from "../../functions/sync/load-part.ts";
import { readManifest, readParts } from "../../functions/sync/manifests.ts";
import { SYNC_USER } from "../../warehouse/postgres/roles.ts";
import { BATCH, BUCKET, PLACE, TABLES } from "./parts.ts";

// A worker of the sync in a process of its own. Arguments: S3's endpoint, PostgreSQL's port, which worker, of how many.

const shell = thisShell();
const [endpoint = "", port = "", worker = "", workers = ""] = process.argv.slice(2);

process.exitCode = await runTask(async () => {
  const sync = {
    s3: new S3Client({
      region: "us-west-2",
      credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
      endpoint,
      forcePathStyle: true,
    }),
    bucket: BUCKET,
    account: "111122223333",
    database: PLACE.database,
    tables: TABLES,
    publishMinutes: 15,
    connect: async () => {
      const client = new pg.Client({ host: "127.0.0.1", port: Number(port), user: SYNC_USER, database: "postgres" });
      await client.connect();
      return client;
    },
    now: () => Date.now(),
    wait: () => Promise.resolve(),
  };
  const { manifest } = await readManifest(sync, manifestKey({ ...PLACE, batch: BATCH }));
  const parts = await readParts(sync, manifest);
  const begin = Date.now();
  const mebibytes: number[] = [];
  for (const [at, part] of parts.entries())
    if (at % Number(workers) === Number(worker)) {
      await loadPart(sync, part);
      mebibytes.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  shell.out.print(JSON.stringify({ begin, end: Date.now(), peakBytes, mebibytes }));
}, shell);
