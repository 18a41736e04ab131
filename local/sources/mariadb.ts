import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import {
  freePort,
  makeCertificates,
  makeFolder,
  runAsServer,
  type Server,
  signCertificate,
  startServer,
} from "./server.ts";

export interface MariaDb extends Server {
  readonly socket: string;
  /** Runs statements as root. */
  run(sql: string): Promise<void>;
  /** The rows of one statement, asked as root. */
  ask(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Gives it a certificate of another name, by the same CA. */
  certify(name: string): Promise<void>;
}

/** Starts MariaDB with the settings that DMS needs. @param zone the time zone of its machine */
export async function startMariaDb(zone?: string): Promise<MariaDb> {
  const folder = makeFolder();
  const socket = join(folder, "socket");
  makeCertificates(folder);
  const data = `--datadir=${join(folder, "data")}`;
  runAsServer(
    "mariadb-install-db",
    ["--no-defaults", data, "--auth-root-authentication-method=normal", "--skip-test-db"],
    folder,
  );
  const connect = () => createConnection({ socketPath: socket, user: "root", multipleStatements: true });
  const answers = async () => (await connect()).end();
  const port = await freePort();
  const server = await startServer(
    "/usr/sbin/mariadbd",
    [
      "--no-defaults",
      data,
      `--socket=${socket}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      `--pid-file=${join(folder, "pid")}`,
      "--server-id=1",
      "--log-bin=binlog",
      "--binlog-format=ROW",
      "--binlog-row-image=FULL",
      "--binlog-expire-logs-seconds=86400",
      `--ssl-ca=${join(folder, "ca.pem")}`,
      `--ssl-cert=${join(folder, "server.pem")}`,
      `--ssl-key=${join(folder, "server.key")}`,
    ],
    { folder, port, zone, answers },
  );
  const run = async (sql: string) => {
    const connection = await connect();
    await connection.query(sql).finally(() => connection.end());
  };
  const ask = async (sql: string) => {
    const connection = await connect();
    const [rows] = await connection.query(sql).finally(() => connection.end());
    return rows as unknown as readonly Record<string, unknown>[];
  };
  return {
    ...server,
    socket,
    run,
    ask,
    certify: async (name) => {
      signCertificate(folder, name);
      await run("flush ssl");
    },
  };
}
