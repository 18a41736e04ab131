import { randomUUID } from "node:crypto";
import type pg from "pg";
import { copyOf, copyParquet } from "./copy-parquet.ts";
import { asPostgres } from "./postgres-as-redshift.ts";

/** A statement of the Data API, or several in one transaction. They run in the background. */
export interface Execution {
  readonly id: string;
  /** When they have ended. Never rejects. */
  readonly ended: Promise<void>;
  /** Of the last statement. */
  readonly result: () => pg.QueryArrayResult | undefined;
  /** As DescribeStatement gives it. */
  readonly description: () => object;
}

/** Set by tests. */
export interface Hooks {
  /** Is called before each statement; throws, or waits. */
  beforeStatement: ((sql: string, connection: pg.Client) => unknown) | undefined;
  /** Of all transactions. Redshift has two, SERIALIZABLE and SNAPSHOT, which PostgreSQL calls REPEATABLE READ. */
  isolation: "SERIALIZABLE" | "REPEATABLE READ";
}

interface Environment {
  readonly connect: () => Promise<pg.Client>;
  readonly readObject: (url: string) => Buffer | undefined;
  readonly hooks: Hooks;
}

type Status = "SUBMITTED" | "FINISHED" | "FAILED" | "ABORTED";

export function execute(sqls: readonly string[], isBatch: boolean, environment: Environment): Execution {
  const id = randomUUID();
  const statuses: Status[] = sqls.map(() => "SUBMITTED");
  let status: Status = "SUBMITTED";
  let error: string | undefined;
  let result: pg.QueryArrayResult | undefined;

  async function run(): Promise<void> {
    const connection = await environment.connect();
    // A connection that the server ends emits an error beside the one of its query.
    connection.on("error", () => undefined);
    try {
      await connection.query(`BEGIN ISOLATION LEVEL ${environment.hooks.isolation}`);
      for (const [at, sql] of sqls.entries()) {
        result = await runOne(sql, connection, environment).catch((cause: Error) => {
          statuses.fill("ABORTED", at).fill("FAILED", at, at + 1);
          throw new Error(isBatch ? `Query #${at + 1} failed with ERROR: ${cause.message}` : `ERROR: ${cause.message}`);
        });
        statuses[at] = "FINISHED";
      }
      await connection.query("COMMIT");
      status = "FINISHED";
    } catch (cause) {
      error = (cause as Error).message;
      status = "FAILED";
      await connection.query("ROLLBACK").catch(() => undefined);
    } finally {
      await connection.end().catch(() => undefined);
    }
  }

  return {
    id,
    ended: run(),
    result: () => result,
    description: () => ({
      Id: id,
      Status: status,
      ...(error === undefined ? {} : { Error: error }),
      HasResultSet: (result?.fields.length ?? 0) > 0,
      ...(isBatch ? { SubStatements: statuses.map((Status, at) => ({ Id: `${id}:${at + 1}`, Status })) } : {}),
    }),
  };
}

async function runOne(sql: string, connection: pg.Client, environment: Environment) {
  await environment.hooks.beforeStatement?.(sql, connection);
  const copy = copyOf(sql);
  if (copy !== undefined) {
    await copyParquet(connection, copy, environment.readObject);
    return undefined;
  }
  return connection.query({ text: asPostgres(sql), rowMode: "array" });
}
