import { Signer } from "@aws-sdk/rds-signer";
import pg from "pg";
import type { SyncEnvironment } from "./environment.ts";

/**
 * A function that Lambda has stopped answers no more, and its session would hold its locks for hours. The server notices within a minute.
 * https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-TCP-KEEPALIVES-IDLE
 */
const SESSION_OPTIONS = [
  "-c tcp_keepalives_idle=30",
  "-c tcp_keepalives_interval=10",
  "-c tcp_keepalives_count=3",
  "-c idle_in_transaction_session_timeout=60s",
  "-c client_connection_check_interval=10s",
  "-c timezone=UTC",
  "-c datestyle=ISO",
].join(" ");

/** Logs in over TLS, to a server whose certificate has its name. */
export async function openDatabase({ host, port, target, user, stack }: SyncEnvironment): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    database: target,
    user,
    // Signed here, without a request. It is valid for 15 minutes, and only for logging in.
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
    password: () => new Signer({ hostname: host, port, username: user }).getAuthToken(),
    ssl: { rejectUnauthorized: true, minVersion: "TLSv1.2" },
    application_name: `clearwell ${stack}`.slice(0, 63),
    options: SESSION_OPTIONS,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  await client.connect();
  return client;
}
