import { checkServerIdentity, type PeerCertificate } from "node:tls";
import pg from "pg";
import { kindOf } from "../../shared/error-kind.ts";
import type { Login } from "../../shared/source/login.ts";
import type { Query } from "../../shared/source/query.ts";
import { TO_ANSWER, TO_CONNECT } from "../../shared/source/timeouts.ts";
import { tlsOptions } from "../../shared/source/tls.ts";
import { Unreachable } from "../../shared/source/unreachable.ts";
import type { Catalog } from "../catalog.ts";
import type { CheckedDatabase } from "../environment.ts";
import { checkIdentities } from "./check-identities.ts";
import { checkReplication } from "./check-replication.ts";
import { readTables } from "./read-tables.ts";

/** Logs in to PostgreSQL. Its catalog can be read by everybody. @throws Unreachable */
export async function openPostgres(name: string, database: CheckedDatabase, login: Login): Promise<Catalog> {
  const client = clientOf(name, login, database);
  // An idle connection that breaks must not end the process.
  client.on("error", () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new Unreachable(`can't connect: ${kindOf(error)}`, { cause: error });
  });
  const query: Query = async (sql, values = []) => (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  const { schema, heartbeatSchema } = database;
  return {
    tables: (names) => readTables(query, schema, names),
    requirements: async (names) =>
      database.cdc
        ? [
            ...(await checkReplication(query, name, heartbeatSchema)),
            ...(await checkIdentities(query, name, schema, names)),
          ]
        : [],
    close: () => client.end(),
  };
}

function clientOf(database: string, login: Login, { tls }: CheckedDatabase): pg.Client {
  const { host, port, username: user, password } = login;
  return new pg.Client({
    host,
    port,
    user,
    password,
    database,
    ssl: {
      ...tlsOptions(login, tls),
      // Not the driver's own, which has no name to compare if the host is an address.
      checkServerIdentity: (_: string, certificate: PeerCertificate) =>
        tls === "verify-full" ? checkServerIdentity(host, certificate) : undefined,
    },
    connectionTimeoutMillis: TO_CONNECT,
    query_timeout: TO_ANSWER,
    application_name: "clearwell source-columns",
  });
}
