import { generateKeyPairSync } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import type { ExportedTable } from "../../contracts/exported-tables-of.ts";
import type { Export } from "../../functions/export/export.ts";
import type { FinishedExport } from "../../functions/export/export-event.ts";
import { finish } from "../../functions/export/finish.ts";
import { poll } from "../../functions/export/poll.ts";
import { start } from "../../functions/export/start.ts";
import { SqlApi } from "../../functions/shared/snowflake-sql-api/sql-api.ts";
import { storedObject } from "../s3-object.ts";
import type { S3Server } from "../s3-server.ts";
import { type DuckWarehouse, startDuckWarehouse } from "../snowflake-sql-api/duck-warehouse.ts";
import { startSqlApi } from "../snowflake-sql-api/server.ts";
import { SNOWFLAKE_DATABASE } from "./source.ts";

/** Snowflake on this machine: DuckDB behind its SQL API, which the export function uses as it is shipped. */
export interface LocalSnowflake {
  readonly duck: DuckWarehouse;
  /** Exports a table, as the state machine does. @param time when the run began, ISO 8601 */
  export(table: string, time: string, full: boolean): Promise<FinishedExport>;
  stop(): Promise<void>;
}

interface Place {
  readonly s3: S3Server;
  readonly client: S3Client;
  readonly bucket: string;
  readonly database: string;
  readonly tables: { readonly [table: string]: ExportedTable };
}

/** Bytes of a part: so small that tables of a demo have several. */
const PART_BYTES = 64 * 1024;

export async function startLocalSnowflake({ s3, client, bucket, database, tables }: Place): Promise<LocalSnowflake> {
  const duck = await startDuckWarehouse({
    database: SNOWFLAKE_DATABASE,
    put: (key, body) => void s3.objects.set(`${bucket}/data/batch/${key}`, storedObject(body)),
  });
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const api = await startSqlApi({ execute: duck.execute, publicKey, questions: 0 });
  const wait = (milliseconds: number) => setTimeout(milliseconds);
  const session = {
    role: `${SNOWFLAKE_DATABASE}_EXPORTER`,
    warehouse: `${SNOWFLAKE_DATABASE}_WH`,
    database: SNOWFLAKE_DATABASE,
  };
  const login = { account: "local-snowflake", user: session.role, privateKey };
  const to: Export = {
    ...{ stack: "local-snowflake-to-postgres", bucket, account: "111122223333", database, tables },
    partBytes: PART_BYTES,
    s3: client,
    snowflake: {
      ...{ ...session, account: login.account, user: login.user },
      stage: `${SNOWFLAKE_DATABASE}.operations.export_${database}`,
    },
    login: async () => new SqlApi({ login, session, url: api.url, now: () => Date.now(), wait }),
    wait,
  };
  return {
    duck,
    export: async (table, time, full) => {
      const { isMoment: _, ...started } = await start(to, { step: "start", table, full, time, execution: time });
      while ((await poll(to, started)).status === "running");
      return await finish(to, started);
    },
    stop: async () => {
      await api.close();
      await duck.close();
    },
  };
}
