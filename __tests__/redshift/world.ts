import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { S3Client } from "@aws-sdk/client-s3";
import type { Contract } from "../../contracts/contract.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import type { Context, LoadedBatch, Outcome } from "../../functions/process/context.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { processCollection } from "../../functions/process/process-collection.ts";
import type { Warehouse } from "../../functions/process/warehouse.ts";
import { type BatchManifest, batchName, manifestKey } from "../../functions/shared/batch-manifest.ts";
import type { DataApi } from "../../local/redshift/data-api.ts";
import { startRedshift } from "../../local/redshift/redshift.ts";
import { storedObject } from "../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";
import { type Collection, collectionOf } from "../../warehouse/redshift/collection.ts";
import { profileOf, type RawRow, writeRaw } from "./documents.ts";

const SDK = {
  region: "us-west-2",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
} as const;

/** S3, and Redshift behind its Data API, both on this machine and used through the real SDK. */
export interface World {
  readonly s3: S3Server;
  readonly api: DataApi;
  readonly lake: DocumentLake;
  readonly warehouse: Warehouse;
  /** Writes what extraction writes of a batch. @returns its name */
  extract(
    collection: Collection,
    number: number,
    rows: readonly RawRow[],
    differs?: Partial<BatchManifest>,
  ): Promise<string>;
  /** Runs the process step of a collection. */
  load(collection: Collection, differs?: Partial<Context>): Promise<Outcome & { readonly batches: readonly string[] }>;
  /** What a query gives, as text, in the place of Redshift. */
  ask(sql: string): Promise<readonly (readonly unknown[])[]>;
  stored<T>(key: string): T | undefined;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export function collectionWith(collection: string, contract: Contract): Collection {
  return collectionOf("shop", collection, mongoCollection(contract));
}

export async function startWorld(bucket = "clearwell-documents"): Promise<World> {
  const s3 = await startS3Server();
  const redshift = await startRedshift(s3);
  const { api, ask } = redshift;
  const lake = {
    s3: new S3Client({ ...SDK, endpoint: s3.endpoint, forcePathStyle: true }),
    bucket,
    owner: "1",
  };
  const warehouse = {
    client: new RedshiftDataClient({ ...SDK, endpoint: api.endpoint }),
    target: { Database: "dev", WorkgroupName: "clearwell" },
    wait: (milliseconds: number) => setTimeout(Math.min(milliseconds, 10)),
    random: () => 0.5,
  };

  return {
    s3,
    api,
    lake,
    warehouse,
    ask,
    extract: (collection, number, rows, differs = {}) => extract({ s3, bucket }, collection, number, rows, differs),
    load: async (collection, differs = {}) => {
      const batches: string[] = [];
      const loaded = ({ batch }: LoadedBatch) => void batches.push(batch);
      const context: Context = {
        lake,
        warehouse,
        copyRoleArn: "arn:aws:iam::111122223333:role/copy",
        unlistedFields: "report",
        loaded,
        ...differs,
      };
      return { ...(await processCollection(context, collection)), batches };
    },
    stored: (key) => {
      const body = s3.objects.get(`${bucket}/${key}`)?.body;
      return body === undefined ? undefined : JSON.parse(body.toString());
    },
    clear: async () => {
      s3.clear();
      api.beforeStatement = undefined;
      api.isolation = "SERIALIZABLE";
      await ask("DROP SCHEMA IF EXISTS landing_shop, loads_shop, landing_legion, loads_legion CASCADE");
    },
    close: async () => {
      await redshift.stop();
      await s3.close();
    },
  };
}

async function extract(
  { s3, bucket }: { readonly s3: S3Server; readonly bucket: string },
  { database, collection, fields }: Collection,
  number: number,
  rows: readonly RawRow[],
  differs: Partial<BatchManifest>,
): Promise<string> {
  const batch = batchName(number);
  const folder = await mkdtemp(join(tmpdir(), "clearwell-raw-"));
  try {
    const file = join(folder, "raw.parquet");
    const own = fields.map(({ name }) => name);
    const { bytes, sha256 } = await writeRaw(file, rows, [
      ...new Set([...own, ...rows.flatMap(({ document = {} }) => Object.keys(document))]),
    ]);
    const body = await readFile(file);
    const key = `raw/${database}/${collection}/${batch}-changes-${sha256.slice(0, 8)}.parquet`;
    s3.objects.set(`${bucket}/${key}`, storedObject(body));
    const isLoad = number === 1;
    const manifest: BatchManifest = {
      batch,
      kind: isLoad ? "snapshot" : "changes",
      database,
      collection,
      ...(isLoad ? { range: { load: batch, index: 0 }, complete: true } : {}),
      parquet: { key, bytes, sha256 },
      rows: rows.length,
      token: { _data: batch },
      tokenTime: "2026-11-27T10:00:00.000Z",
      clusterTime: "2026-11-27T10:00:00.000Z",
      profile: profileOf(rows),
      unlisted: { names: [], documents: 0 },
      postImagesMissing: 0,
      ...differs,
    };
    s3.objects.set(`${bucket}/${manifestKey(manifest)}`, storedObject(Buffer.from(JSON.stringify(manifest))));
    return batch;
  } finally {
    await rm(folder, { recursive: true });
  }
}
