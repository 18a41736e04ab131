import { generateKeyPairSync } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import { type ExportedTable, exportedTablesOf } from "../../../contracts/exported-tables-of.ts";
import { pii } from "../../../contracts/field.ts";
import { table } from "../../../contracts/table.ts";
import type { Export } from "../../../functions/export/export.ts";
import type { FinishedExport, StartEvent } from "../../../functions/export/export-event.ts";
import { finish } from "../../../functions/export/finish.ts";
import { poll } from "../../../functions/export/poll.ts";
import { start } from "../../../functions/export/start.ts";
import { type ExportManifest, type ExportPart, manifestKey } from "../../../functions/shared/export-manifest.ts";
import { SqlApi } from "../../../functions/shared/snowflake-sql-api/sql-api.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { type DuckWarehouse, startDuckWarehouse } from "../../../local/snowflake-sql-api/duck-warehouse.ts";
import { type SqlApiServer, startSqlApi } from "../../../local/snowflake-sql-api/server.ts";

export const BUCKET = "insightflow-raw";
const DATABASE = "CLEARWELL_TEST";
const MINUTE = "2026-07-27T01:30:05.123Z";

const { market } = exportedTablesOf({
  market: {
    engine: "snowflake",
    tables: {
      orders: table({
        key: ["order_id"],
        updatedAt: "updated_at",
        columns: {
          order_id: "integer",
          user_id: pii("customer_id"),
          note: "text",
          due: "date",
          updated_at: "timestamp",
        },
      }),
      aisles: table({ key: ["aisle_id"], columns: { aisle_id: "integer", aisle: "text" } }),
    },
  },
});

const TABLES = market as { readonly [table: string]: ExportedTable };

export interface World {
  readonly s3: S3Server;
  readonly snowflake: SqlApiServer;
  readonly duck: DuckWarehouse;
  readonly to: Export;
  /** Pauses before another try, in milliseconds. */
  readonly pauses: number[];
  /** Whether Time Travel has the moment of a run. */
  hasMoment: boolean;
  close(): Promise<void>;
}

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** Snowflake with two empty tables, which have more columns than are listed, and an empty bucket. */
export async function startWorld(partitionRows = 1000): Promise<World> {
  const s3 = await startS3Server();
  const duck = await startDuckWarehouse({
    database: DATABASE,
    put: (key, body) => void s3.objects.set(`${BUCKET}/data/batch/${key}`, storedObject(body)),
    hasMoment: () => world.hasMoment,
  });
  for (const sql of TABLES_OF_SNOWFLAKE) await duck.query(sql);
  const snowflake = await startSqlApi({ execute: duck.execute, publicKey, partitionRows });
  const pauses: number[] = [];
  const wait = (milliseconds: number) => Promise.resolve(pauses.push(milliseconds));
  const session = { role: `${DATABASE}_EXPORTER`, warehouse: `${DATABASE}_WH`, database: DATABASE };
  const login = { account: "org-test", user: session.role, privateKey };
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: "us-west-2",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  const world: World = {
    s3,
    snowflake,
    duck,
    pauses,
    hasMoment: true,
    to: {
      stack: "test",
      bucket: BUCKET,
      account: "111122223333",
      database: "market",
      tables: TABLES,
      partBytes: 16_777_216,
      s3: client,
      snowflake: {
        ...session,
        account: login.account,
        user: login.user,
        stage: `${DATABASE}.operations.export_market`,
      },
      login: async () => new SqlApi({ login, session, url: snowflake.url, now: () => Date.now(), wait }),
      wait,
    },
    close: async () => {
      client.destroy();
      await snowflake.close();
      await s3.close();
      await duck.close();
    },
  };
  return world;
}

const TABLES_OF_SNOWFLAKE = [
  "CREATE SCHEMA upstream_market",
  "CREATE SCHEMA export_market",
  "CREATE TABLE upstream_market.orders (order_id BIGINT, user_id TEXT, card TEXT, note TEXT, due DATE, updated_at TIMESTAMP_NTZ)",
  "CREATE TABLE upstream_market.aisles (aisle_id BIGINT, aisle TEXT)",
  "CREATE VIEW export_market.orders AS SELECT order_id, user_id, note, due, updated_at FROM upstream_market.orders",
  "CREATE VIEW export_market.aisles AS SELECT aisle_id, aisle FROM upstream_market.aisles",
];

/** Rows of `orders`, each `order_id, note, updated_at` in SQL. */
export async function addOrders(world: World, ...rows: readonly string[]): Promise<void> {
  const values = rows.map((row) => {
    const [id, note, updatedAt] = row.split("|");
    return `(${id}, 'u${id}', 'a card', ${note}, '2026-07-01', ${updatedAt})`;
  });
  await world.duck.query(`INSERT INTO upstream_market.orders VALUES ${values.join(", ")}`);
}

export function startOf(table: string, more: Partial<StartEvent> = {}): StartEvent {
  return { step: "start", table, full: false, time: MINUTE, execution: "run-1", ...more };
}

/** All steps, as the state machine does them. */
export async function exportTable(
  world: World,
  table: string,
  more: Partial<StartEvent> = {},
): Promise<FinishedExport> {
  const { isMoment: _, ...started } = await start(world.to, startOf(table, more));
  while ((await poll(world.to, started)).status === "running") await world.to.wait(10_000);
  return await finish(world.to, started);
}

export function manifestOf(world: World, table: string, batch: string): ExportManifest {
  return JSON.parse(textOf(world, manifestKey({ database: "market", table, batch }))) as ExportManifest;
}

export function partsOf(world: World, manifest: ExportManifest): ExportPart[] {
  return textOf(world, manifest.parts.key)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExportPart);
}

/** The lines of a part, the header first. */
export function linesOf(world: World, { key }: ExportPart): string[] {
  const object = world.s3.objects.get(`${BUCKET}/${key}`);
  return gunzipSync(object?.body ?? Buffer.alloc(0))
    .toString()
    .split("\n")
    .filter(Boolean);
}

function textOf(world: World, key: string): string {
  return world.s3.objects.get(`${BUCKET}/${key}`)?.body.toString() ?? "";
}
