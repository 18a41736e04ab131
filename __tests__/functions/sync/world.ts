import { gzipSync } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import type pg from "pg";
import type { ExportedTable } from "../../../contracts/exported-tables-of.ts";
import { exportedTablesOf } from "../../../contracts/exported-tables-of.ts";
import { pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import {
  batchPrefix,
  type ExportManifest,
  type ExportPart,
  manifestKey,
  partsKey,
  timeOfBatch,
} from "../../../functions/shared/export-manifest.ts";
import { loadPart } from "../../../functions/sync/load-part.ts";
import { plan } from "../../../functions/sync/plan.ts";
import { type PublishedBatch, publishBatch } from "../../../functions/sync/publish-batch.ts";
import type { Sync } from "../../../functions/sync/sync.ts";
import type { PlanEvent, SyncPlan } from "../../../functions/sync/sync-event.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../../local/postgres/embedded.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { createTables } from "../../../warehouse/postgres/create-tables.ts";
import { SYNC_USER } from "../../../warehouse/postgres/roles.ts";

export const BUCKET = "insightflow-raw";

export const SOURCES: Sources = {
  market: {
    engine: "snowflake",
    tables: {
      orders: table({
        key: ["order_id"],
        updatedAt: "updated_at",
        columns: { order_id: "integer", user_id: pii("customer_id"), note: "text", updated_at: "timestamp" },
      }),
      products: table({ key: ["product_id"], columns: { product_id: "integer", name: "text" } }),
    },
  },
};

export const TABLES = exportedTablesOf(SOURCES).market as { readonly [table: string]: ExportedTable };

/** A row as CSV: undefined is NULL. */
export type Row = readonly (string | number | undefined)[];

interface BatchOptions {
  readonly table?: string;
  readonly kind?: "full" | "changes";
  /** How many parts the rows are in. */
  readonly parts?: number;
  readonly differs?: Partial<ExportManifest>;
}

export interface World {
  readonly s3: S3Server;
  readonly postgres: EmbeddedPostgres;
  readonly sync: Sync;
  /** What the clock of `sync` says; its `wait` moves it. */
  clock: number;
  /** Called when `sync` waits. */
  onWait: ((milliseconds: number) => Promise<void>) | undefined;
  /** Writes what the export writes of a batch. */
  write(batch: string, rows: readonly Row[], options?: BatchOptions): ExportManifest;
  parts(manifest: Pick<ExportManifest, "parts">): ExportPart[];
  /** Plans, loads and publishes, as the state machine does. */
  run(event?: Omit<PlanEvent, "step">): Promise<SyncPlan & { readonly published: readonly PublishedBatch[] }>;
  load(manifest: ExportManifest): Promise<void>;
  publish(manifest: ExportManifest): Promise<PublishedBatch>;
  /** Rows of a query as the superuser. */
  ask<T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]>;
  /** What readers see of a table, in order, without the batch. */
  seen(table?: string): Promise<readonly (readonly unknown[])[]>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const [postgres, s3] = await Promise.all([startEmbeddedPostgres(), startS3Server()]);
  const client = new S3Client({
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    endpoint: s3.endpoint,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  const world: World = {
    s3,
    postgres,
    clock: Date.parse("2026-07-27T12:00:00Z"),
    onWait: undefined,
    sync: {
      s3: client,
      bucket: BUCKET,
      account: "111122223333",
      database: "market",
      tables: TABLES,
      publishMinutes: 15,
      connect: () => postgres.connect(SYNC_USER),
      now: () => world.clock,
      wait: async (milliseconds) => {
        world.clock += milliseconds;
        await world.onWait?.(milliseconds);
      },
    },
    write: (batch, rows, options) => writeBatch(s3, batch, rows, options),
    parts: ({ parts }) => readLines(s3, parts.key),
    run: async (event = {}) => {
      const planned = await plan(world.sync, { step: "plan", ...event });
      const published: PublishedBatch[] = [];
      for (const { batches } of planned.tables)
        for (const { manifest, parts } of batches) {
          for (const part of readLines(s3, parts.key)) await loadPart(world.sync, part);
          published.push(await publishBatch(world.sync, { step: "publish", manifest, since: time(world) }, 900_000));
        }
      return { ...planned, published };
    },
    load: async (manifest) => {
      for (const part of world.parts(manifest)) await loadPart(world.sync, part);
    },
    publish: (manifest) =>
      publishBatch(world.sync, { step: "publish", manifest: manifestKey(manifest), since: time(world) }, 900_000),
    ask: (sql) => postgres.run(sql),
    seen: async (name = "orders") => {
      const columns = Object.keys(TABLES[name]?.columns ?? {});
      const texts = columns.map((column) => `${column}::text`).join(", ");
      const rows = await postgres.run(`SELECT ${texts} FROM market.${name} ORDER BY ${columns.join(", ")}`);
      return rows.map((row) => Object.values(row));
    },
    clear: async () => {
      s3.clear();
      world.onWait = undefined;
      world.clock = Date.parse("2026-07-27T12:00:00Z");
      await postgres.run("DROP SCHEMA IF EXISTS market, load CASCADE");
      await postgres.run(createTables(SOURCES));
    },
    close: async () => {
      client.destroy();
      await s3.close();
      await postgres.stop();
    },
  };
  return world;
}

const time = ({ clock }: World) => new Date(clock).toISOString();

function writeBatch(s3: S3Server, batch: string, rows: readonly Row[], options: BatchOptions = {}): ExportManifest {
  const { table: name = "orders", kind = "full", parts: count = 1, differs = {} } = options;
  const place = { database: "market", table: name, batch };
  const queryId = `01b2-${batch.slice(-4)}`;
  const columns = Object.keys(TABLES[name]?.columns ?? {});
  const size = Math.ceil(rows.length / count);
  const parts = Array.from({ length: rows.length === 0 ? 0 : count }, (_, index): ExportPart => {
    const own = rows.slice(index * size, (index + 1) * size);
    const key = `${batchPrefix(name, timeOfBatch(batch))}${name}_part_${queryId}_0_${index}_0.csv.gz`;
    const object = storedObject(gzipSync(csv([columns, ...own])));
    s3.objects.set(`${BUCKET}/${key}`, object);
    return { manifest: manifestKey(place), key, etag: object.etag, bytes: object.body.length, rows: own.length };
  });
  const manifest: ExportManifest = {
    ...place,
    kind,
    queryId,
    columns,
    to: "2026-07-27T01:30:00.000000000Z",
    rows: rows.length,
    parts: { key: partsKey({ ...place, queryId }), count: parts.length, bytes: 0 },
    ...differs,
  };
  const lines = parts.map((part) => `${JSON.stringify(part)}\n`).join("");
  s3.objects.set(`${BUCKET}/${manifest.parts.key}`, storedObject(Buffer.from(lines)));
  s3.objects.set(`${BUCKET}/${manifestKey(place)}`, storedObject(Buffer.from(JSON.stringify(manifest))));
  return manifest;
}

function readLines(s3: S3Server, key: string): ExportPart[] {
  const text = s3.objects.get(`${BUCKET}/${key}`)?.body.toString() ?? "";
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExportPart);
}

/** As Snowflake unloads it with FIELD_OPTIONALLY_ENCLOSED_BY: texts in quotes, NULL bare. */
function csv(rows: readonly Row[]): string {
  const cell = (value: Row[number]) =>
    typeof value === "string" ? `"${value.replaceAll('"', '""')}"` : String(value ?? "");
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
}
