import { expect } from "chai";
import { type Standin, startStandin } from "../../local/snowflake/start-standin.ts";
import { type Bucket, makeBucket } from "./bucket.ts";
import { type Connection, connect, type Login, type Row } from "./connect.ts";

/** A stand-in of its own for each test, with a bucket named `lake` and an administrator. */
export interface StandinSession {
  readonly bucket: () => Bucket;
  /** Statements of ACCOUNTADMIN, one after another. @returns the rows of the last */
  readonly run: (...statements: readonly string[]) => Promise<readonly Row[]>;
  /** The same in a session of its own, in another role. */
  readonly runAs: (role: string, ...statements: readonly string[]) => Promise<readonly Row[]>;
  /** Holds that the statement fails with Snowflake's code. */
  readonly refuses: (code: string, statement: string, login?: Login) => Promise<void>;
}

/** Registers the hooks that start and stop it. */
export function useStandin(): StandinSession {
  let bucket: Bucket;
  let standin: Standin;
  let admin: Connection;
  beforeEach(async () => {
    bucket = await makeBucket();
    standin = await startStandin({ lake: bucket.folder });
    admin = await connect(standin.url);
  });
  afterEach(async () => {
    await admin.close();
    await standin.stop();
    await bucket.remove();
  });
  const runAs = async (role: string, ...statements: readonly string[]) => {
    const connection = await connect(standin.url, { role });
    try {
      return await inOrder(connection, statements);
    } finally {
      await connection.close();
    }
  };
  return {
    bucket: () => bucket,
    run: (...statements) => inOrder(admin, statements),
    runAs,
    refuses: async (code, statement, { role = "ACCOUNTADMIN" } = {}) => {
      const error: unknown = await runAs(role, statement).catch((refused: unknown) => refused);
      expect(error, statement).to.be.instanceOf(Error).and.have.property("code", code);
    },
  };
}

async function inOrder(connection: Connection, statements: readonly string[]): Promise<readonly Row[]> {
  let rows: readonly Row[] = [];
  for (const statement of statements) rows = await connection.query(statement);
  return rows;
}
