import { type Connection, createConnection } from "mysql2/promise";
import { WATERMARK_TABLES } from "../../contracts/watermark-tables.ts";
import type { ListedWatermarkTable, WatermarkTables } from "../../contracts/watermark-tables-of.ts";
import { type MariaDb, startMariaDb } from "../../local/sources/mariadb.ts";
import { producerUser } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { createSafeBound } from "../../warehouse/mysql/safe-bound.ts";

export const USER = "clearwell_producer";
export const PASSWORD = "a long password";

/** The shipped contract of the database `video`. */
export const VIDEO: Readonly<Record<string, ListedWatermarkTable>> = WATERMARK_TABLES.video ?? {};

/** A server with the database `video`, its tables, and in `customers` a column that is not listed. */
export interface ProducerSource extends MariaDb {
  /** Logs in as root to write, or as the producer. */
  connect(user?: "root" | typeof USER): Promise<Connection>;
}

/** Starts MariaDB with the shipped tables. @param zone the time zone of its machine */
export async function startProducerSource(zone?: string): Promise<ProducerSource> {
  const server = await startSource("video", WATERMARK_TABLES, zone);
  await server.run("alter table video.customers add column card varchar(20)");
  return {
    ...server,
    connect: (user = "root") =>
      createConnection({
        ...(user === "root"
          ? { socketPath: server.socket, user }
          : { host: "localhost", port: server.port, user, password: PASSWORD, ssl: { ca: server.ca } }),
        database: "video",
        dateStrings: true,
        multipleStatements: true,
      }),
  };
}

/** Starts MariaDB, and runs there what an administrator of a source runs. */
export async function startSource(database: string, tables: WatermarkTables, zone?: string): Promise<MariaDb> {
  const listed = tables[database] ?? {};
  const server = await startMariaDb(zone);
  try {
    await server.run(`create database ${database}`);
    for (const [name, table] of Object.entries(listed)) await server.run(createTable(database, name, table));
    const user = producerUser(database, USER, listed, { by: "secret", password: PASSWORD });
    for (const statement of [...createSafeBound(), ...user]) await server.run(statement);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
