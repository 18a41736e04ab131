import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** A row: values by the columns' names, which are in upper case unless they were quoted. */
export type Row = Readonly<Record<string, unknown>>;

/** A session in the stand-in. */
export interface Connection {
  /** Runs one statement. It rejects with the driver's error, whose `code` is Snowflake's. */
  query(sql: string, binds?: readonly (string | number)[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface Login {
  readonly role?: string;
  readonly database?: string;
  readonly schema?: string;
}

/** What is used of snowflake-sdk, whose own types are there only after setup. */
interface Driver {
  configure(options: object): void;
  createConnection(options: object): {
    connect(done: (error: Error | undefined) => void): void;
    destroy(done: () => void): void;
    execute(options: object): unknown;
  };
}

const DRIVER = fileURLToPath(new URL("../../ops/warehouse/driver/package.json", import.meta.url));

// Without it the driver asks the addresses where clouds tell a machine what it is.
process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION = "true";

/** Any key will do: the stand-in checks no signature. */
const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" });

/** Logs in as the project does, with a key pair. The role is ACCOUNTADMIN if none is named. */
export async function connect(url: string, login: Login = {}): Promise<Connection> {
  const driver = createRequire(DRIVER)("snowflake-sdk") as Driver;
  driver.configure({ logLevel: "OFF" });
  const who = { account: "standin", username: "clearwell", authenticator: "SNOWFLAKE_JWT", privateKey: KEY };
  const connection = driver.createConnection({ ...who, ...login, accessUrl: url });
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
  return {
    query: (sqlText, binds) =>
      new Promise((resolve, reject) => {
        const complete = (error: Error | undefined, _: unknown, rows: Row[] | undefined) =>
          error ? reject(error) : resolve(rows ?? []);
        connection.execute({ sqlText, binds, complete });
      }),
    close: () => new Promise((resolve) => connection.destroy(() => resolve())),
  };
}
