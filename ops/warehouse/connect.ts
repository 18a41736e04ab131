import type { ResolvedSnowflake } from "../../warehouse/snowflake/settings.ts";
import { snowflakeError, type Warehouse } from "./connection.ts";
import { type DriverConnection, loadDriver } from "./driver.ts";

interface Login {
  /** PEM, not encrypted. */
  readonly privateKey: string;
  /** Of a server that stands for Snowflake. Absent: Snowflake's own, by the account. */
  readonly accessUrl?: string;
}

/**
 * Logs in with a key pair as the runner's user, in the owner role, so that the role owns what it makes.
 * https://docs.snowflake.com/en/user-guide/key-pair-auth
 * @throws SnowflakeError
 */
export async function connect(
  { account, user, database, warehouse, ownerRole }: ResolvedSnowflake,
  { privateKey, accessUrl }: Login,
): Promise<Warehouse> {
  const connection = loadDriver().createConnection({
    account,
    username: user,
    authenticator: "SNOWFLAKE_JWT",
    privateKey,
    role: ownerRole,
    database,
    warehouse,
    application: "clearwell",
    ...(accessUrl === undefined ? {} : { accessUrl }),
  });
  await new Promise<void>((resolve, reject) => {
    // The promise of connectAsync() is also resolved if the login fails.
    connection.connect((error) => (error ? reject(snowflakeError(error)) : resolve()));
  });
  return {
    query: (sql, binds) => execute(connection, sql, binds),
    end: () => new Promise((resolve) => connection.destroy(() => resolve())),
  };
}

function execute(
  connection: DriverConnection,
  sqlText: string,
  binds: readonly string[] | undefined,
): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    connection.execute({
      sqlText,
      ...(binds === undefined ? {} : { binds }),
      complete: (error, _, rows) => (error ? reject(snowflakeError(error)) : resolve(rows ?? [])),
    });
  });
}
