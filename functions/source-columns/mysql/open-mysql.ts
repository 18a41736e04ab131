import { isIP } from "node:net";
import { createConnection } from "mysql2/promise";
import { kindOf } from "../../shared/error-kind.ts";
import type { Login } from "../../shared/source/login.ts";
import { readTables } from "../../shared/source/mysql/read-tables.ts";
import type { Query } from "../../shared/source/query.ts";
import { TO_ANSWER, TO_CONNECT } from "../../shared/source/timeouts.ts";
import { tlsOptions } from "../../shared/source/tls.ts";
import { Unreachable } from "../../shared/source/unreachable.ts";
import type { Catalog } from "../catalog.ts";
import type { CheckedDatabase } from "../environment.ts";
import { checkBinlog } from "./check-binlog.ts";
import { checkForeignKeys } from "./check-foreign-keys.ts";
import { checkRights } from "./check-rights.ts";

/** Logs in to MySQL or MariaDB. @throws Unreachable */
export async function openMysql(name: string, database: CheckedDatabase, login: Login): Promise<Catalog> {
  // The driver would compare the certificate with `localhost`.
  if (database.tls === "verify-full" && isIP(login.host) !== 0)
    throw new Unreachable(
      "its secret has an address as host, which is not compared with a certificate: write the name",
    );
  const connection = await connect(login, database).catch((error: unknown) => {
    throw new Unreachable(`can't connect: ${kindOf(error)}`, { cause: error });
  });
  const query: Query = async (sql, values = []) => {
    const [rows] = await connection.query({ sql, timeout: TO_ANSWER, values: [...values] });
    return rows as unknown as readonly Record<string, unknown>[];
  };
  return {
    tables: (names) => readTables(query, database.schema, names),
    requirements: async (names) => [
      ...(await checkRights(query, name, database.schema, names)),
      ...(database.cdc ? await checkChanges(query, name, database.schema, names) : []),
    ],
    close: () => connection.end(),
  };
}

async function checkChanges(query: Query, name: string, schema: string, names: readonly string[]) {
  return [...(await checkBinlog(query, name)), ...(await checkForeignKeys(query, name, schema, names))];
}

function connect(login: Login, { tls }: CheckedDatabase) {
  return createConnection({
    host: login.host,
    port: login.port,
    user: login.username,
    password: login.password,
    ssl: { ...tlsOptions(login, tls), verifyIdentity: tls === "verify-full" },
    connectTimeout: TO_CONNECT,
    // Otherwise it compiles a parser for each result.
    disableEval: true,
  });
}
