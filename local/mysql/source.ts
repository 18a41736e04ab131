import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Connection, createConnection } from "mysql2/promise";
import { UserError } from "../../command/user-error.ts";
import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { producerUser } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { createSafeBound } from "../../warehouse/mysql/safe-bound.ts";
import { startMariaDb } from "../sources/mariadb.ts";

/** A server with the tables of a source, empty at first. */
export interface DemoSource {
  readonly database: string;
  /** Logs in as an administrator. */
  connect(): Promise<Connection>;
  /** What the producer's secret has. */
  readonly login: {
    readonly host: string;
    readonly port: number;
    readonly username: string;
    readonly password: string;
    readonly ca?: string;
  };
  stop(): Promise<void>;
}

/** One's own server: where an administrator logs in, and who has signed its certificate. */
export interface OwnServer {
  readonly url: string;
  /** A file, in PEM. */
  readonly ca?: string;
}

type Tables = Readonly<Record<string, ListedWatermarkTable>>;
type Server = Pick<DemoSource, "connect" | "stop"> & Pick<DemoSource["login"], "host" | "port" | "ca">;

const USER = "clearwell_demo";

/** Starts MariaDB, or logs in to one's own server, and runs there what an administrator of a source runs. */
export async function openSource(database: string, tables: Tables, own?: OwnServer): Promise<DemoSource> {
  const { connect, stop, ...place } = own === undefined ? await startOwn() : await logIn(own);
  const password = randomBytes(16).toString("hex");
  const administrator = await connect();
  try {
    await makeDatabase(administrator, database);
    for (const [name, table] of Object.entries(tables)) await administrator.query(createTable(database, name, table));
    const user = producerUser(database, USER, tables, { by: "secret", password });
    for (const statement of [`drop user if exists '${USER}'@'%'`, ...createSafeBound(), ...user])
      await administrator.query(statement);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await administrator.end();
  }
  const remove = async () => {
    const last = await connect();
    await last.query(`drop database ${database}`);
    await last.query(`drop user '${USER}'@'%'`);
    await last.end();
  };
  return {
    database,
    connect,
    login: { ...place, username: USER, password },
    stop: async () => {
      if (own !== undefined) await remove();
      await stop();
    },
  };
}

/** Never over something that is there. */
async function makeDatabase(administrator: Connection, database: string): Promise<void> {
  try {
    await administrator.query(`create database ${database}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "ER_DB_CREATE_EXISTS") throw error;
    throw new UserError(`The server has a database ${database}. The demo makes one and drops it: name another server.`);
  }
}

async function startOwn(): Promise<Server> {
  const server = await startMariaDb();
  const { port, ca, socket } = server;
  const connect = () => createConnection({ socketPath: socket, user: "root" });
  return { connect, stop: () => server.stop(), host: "localhost", port, ca };
}

/** By TLS only, as the producer does. */
async function logIn({ url, ca: file }: OwnServer): Promise<Server> {
  const { hostname: host, port, username, password } = new URL(url);
  const ca = file === undefined ? {} : { ca: await readFile(file, "utf8") };
  const place = { host, port: Number(port || 3306) };
  const user = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { ...place, ...ca, connect: () => createConnection({ ...place, ...user, ssl: ca }), stop: async () => {} };
}
