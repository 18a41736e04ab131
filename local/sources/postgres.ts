import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import {
  freePort,
  makeCertificates,
  makeFolder,
  runAsServer,
  type Server,
  signCertificate,
  startServer,
} from "./server.ts";

export interface Postgres extends Server {
  /** The folder with its socket, by which the superuser logs in. */
  readonly socket: string;
  /** Runs statements as the superuser. @param database default: `postgres` */
  run(sql: string, database?: string): Promise<void>;
  /** Gives it a certificate of another name, by the same CA. */
  certify(name: string): Promise<void>;
}

const VERSIONS = "/usr/lib/postgresql";

/** Starts PostgreSQL with the settings that DMS needs. @param settings others */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<Postgres> {
  const folder = makeFolder();
  const bin = join(VERSIONS, readdirSync(VERSIONS).sort().at(-1) ?? "", "bin");
  const data = join(folder, "data");
  makeCertificates(folder);
  runAsServer(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"],
    folder,
  );
  const port = await freePort();
  const client = async (database = "postgres") => {
    const connection = new pg.Client({ host: folder, port, user: "postgres", database });
    await connection.connect();
    return connection;
  };
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    wal_level: "logical",
    fsync: "off",
    ssl: "on",
    ssl_ca_file: join(folder, "ca.pem"),
    ssl_cert_file: join(folder, "server.pem"),
    ssl_key_file: join(folder, "server.key"),
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const answers = async () => (await client()).end();
  const server = await startServer(join(bin, "postgres"), ["-D", data, ...args], { folder, port, answers });
  const run = async (sql: string, database?: string) => {
    const connection = await client(database);
    await connection.query(sql).finally(() => connection.end());
  };
  return {
    ...server,
    socket: folder,
    run,
    certify: async (name) => {
      signCertificate(folder, name);
      await run("select pg_reload_conf()");
    },
  };
}
