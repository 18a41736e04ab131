import { S3Client } from "@aws-sdk/client-s3";
import pg from "pg";
import { manifestKey } from "../../../functions/shared/export-manifest.ts";
import { loadPart } from "../../../functions/sync/load-part.ts";
import { readManifest, readParts } from "../../../functions/sync/manifests.ts";
import { SYNC_USER } from "../../../warehouse/postgres/roles.ts";
import { BUCKET, TABLES } from "./world.ts";

// A worker of its own, which loads all parts of a batch: tests kill it. Arguments: S3's endpoint, PostgreSQL's port, the batch.

const [endpoint = "", port = "", batch = ""] = process.argv.slice(2);

const sync = {
  s3: new S3Client({
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    endpoint,
    forcePathStyle: true,
  }),
  bucket: BUCKET,
  account: "111122223333",
  database: "market",
  tables: TABLES,
  publishMinutes: 15,
  connect: async () => {
    const client = new pg.Client({ host: "127.0.0.1", port: Number(port), user: SYNC_USER, database: "postgres" });
    await client.connect();
    return client;
  },
  now: () => Date.now(),
  wait: () => Promise.reject(new Error("A load waits for nothing.")),
};

const { manifest } = await readManifest(sync, manifestKey({ database: "market", table: "orders", batch }));
for (const part of await readParts(sync, manifest)) await loadPart(sync, part);
