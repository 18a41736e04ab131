import mysql, { type Connection, type ConnectionOptions, type QueryOptions } from "mysql2";
import type { Row } from "../shared/source/query.ts";
import { ProducerError } from "./producer-error.ts";
import type { Cells } from "./record.ts";

/** A session in the source. */
export interface SourceConnection {
  /**
   * Each cell as the server wrote it, a text or null.
   * @param timeout milliseconds, after which the session is of no more use
   * @throws ProducerError
   */
  readonly query: (sql: string, values?: readonly unknown[], timeout?: number) => Promise<readonly Row[]>;
  /** The rows of a statement as they arrive: a reader that waits holds the server back. @throws an error of the driver */
  readonly rows: (sql: string) => AsyncIterable<Cells>;
  /** Says goodbye, so that the server does not log a broken connection. */
  readonly end: () => Promise<void>;
  /** Ends it at once, whatever is under way. */
  readonly destroy: () => void;
}

/** Rows that may wait to be read. */
const ROWS_AHEAD = 1_000;

/** Milliseconds. */
const TO_CONNECT = 10_000;

/** Seconds that a statement waits for a table that is being altered: the server's default is a day or a year. The next run tries again. */
const TO_WAIT_FOR_TABLE = 60;

/**
 * Opens a session that reads in UTC.
 * @param idle seconds after which the server ends a session that asks nothing, or takes nothing: a function that was frozen keeps its lock
 *   so long
 * @throws ProducerError
 */
export async function connectSource(options: ConnectionOptions, idle: number): Promise<SourceConnection> {
  const connection = mysql.createConnection({
    ...options,
    charset: "utf8mb4",
    connectTimeout: TO_CONNECT,
    // Otherwise it compiles a parser for each result.
    disableEval: true,
    // A number of JavaScript would lose digits, and JSON would be parsed.
    typeCast: (field) => field.string("utf8"),
  });
  const lost = new AbortController();
  // Without a listener, an error that nobody waits for would end the process.
  connection.on("error", (error) => lost.abort(error));
  await connected(connection);
  const query: SourceConnection["query"] = (sql, values = [], timeout) =>
    ask(connection, { sql, values: [...values] }, timeout);
  // A server may set another one for every session (`init_connect`): a letter that it lacks would arrive as `?`.
  await query("set names utf8mb4");
  await query(
    // A mode of the server could change what a text in quotes means.
    `set session time_zone = '+00:00', sql_mode = '', autocommit = 1, wait_timeout = ${idle}, net_write_timeout = ${idle}, lock_wait_timeout = ${TO_WAIT_FOR_TABLE}`,
  );
  await query("set session transaction isolation level read committed");
  return {
    query,
    rows: (sql) => rowsOf(connection, sql, lost.signal),
    end: () => new Promise((resolve) => connection.end(() => resolve())),
    destroy: () => connection.destroy(),
  };
}

function connected(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((error) =>
      error ? reject(new ProducerError("DATABASE_UNREACHABLE", { cause: error })) : resolve(),
    );
  });
}

/** With a timer of our own: the driver's goes on, and holds the process, if the session is lost. */
function ask(connection: Connection, options: QueryOptions, timeout: number | undefined): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(new ProducerError("DATABASE_FAILED", { cause }));
    const timer = timeout === undefined ? undefined : setTimeout(fail, timeout, new StatementTimeout());
    connection.query(options, (error, rows) => {
      clearTimeout(timer);
      if (error) fail(error);
      else resolve(rows as readonly Row[]);
    });
  });
}

/** @param lost ends the reading: the driver tells a lost session to who waits for an answer, and not to who reads rows */
function rowsOf(connection: Connection, sql: string, lost: AbortSignal): AsyncIterable<Cells> {
  const rows = connection.query({ sql, rowsAsArray: true }).stream({ highWaterMark: ROWS_AHEAD });
  const end = () => rows.destroy(lost.reason as Error);
  lost.addEventListener("abort", end);
  rows.once("close", () => lost.removeEventListener("abort", end));
  if (lost.aborted) end();
  return rows as AsyncIterable<Cells>;
}

class StatementTimeout extends Error {
  readonly code = "STATEMENT_TIMEOUT";
}

/** Ours, MySQL's and MariaDB's. */
const TIMEOUTS: readonly unknown[] = ["STATEMENT_TIMEOUT", "ER_QUERY_TIMEOUT", "ER_STATEMENT_TIMEOUT"];

/** Whether a statement was given up because it took too long. */
export function isTimeout(error: unknown): boolean {
  return error instanceof ProducerError && TIMEOUTS.includes((error.cause as { code?: unknown } | undefined)?.code);
}
