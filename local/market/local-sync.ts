import { setTimeout } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import pg from "pg";
import type { ExportedTable } from "../../contracts/exported-tables-of.ts";
import type { Sync } from "../../functions/sync/sync.ts";
import { SYNC_USER } from "../../warehouse/postgres/roles.ts";

/** Where S3 and PostgreSQL are on this machine; a worker gets it as text. */
export interface LocalSyncPlace {
  readonly endpoint: string;
  readonly port: number;
  readonly bucket: string;
  readonly database: string;
  readonly tables: { readonly [table: string]: ExportedTable };
}

/** What the sync function uses, with this machine's S3 and PostgreSQL in the place of AWS's. */
export function localSync({ endpoint, port, ...place }: LocalSyncPlace): Sync {
  return {
    ...place,
    account: "111122223333",
    publishMinutes: 1,
    s3: localS3(endpoint),
    connect: async () => {
      const client = new pg.Client({ host: "127.0.0.1", port, user: SYNC_USER, database: "postgres" });
      await client.connect();
      return client;
    },
    now: () => Date.now(),
    wait: (milliseconds) => setTimeout(milliseconds),
  };
}

export function localS3(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: "us-west-2",
    forcePathStyle: true,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
}
