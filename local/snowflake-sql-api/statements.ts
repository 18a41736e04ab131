import { randomUUID } from "node:crypto";

/** Rows of a result; all values are texts. */
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Does what a statement says. @param queryId its handle @throws StatementFailure */
export type Execute = (statement: string, queryId: string) => Promise<Result>;

/** A statement that fails, with Snowflake's number of the error. */
export class StatementFailure extends Error {
  readonly code: string;

  constructor(code: string, message = "A statement failed.") {
    super(message);
    this.name = "StatementFailure";
    this.code = code;
  }
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

interface Running {
  readonly ended: Promise<Result | StatementFailure>;
  /** How many questions are still answered with 202. */
  questions: number;
}

/** The statements of a server: one that is sent again is run once. */
export class Statements {
  /** In the order in which they began. */
  readonly run: string[] = [];
  readonly #execute: Execute;
  readonly #questions: number;
  readonly #partitionRows: number;
  readonly #handles = new Map<string, string>();
  readonly #statements = new Map<string, Running>();

  constructor(execute: Execute, questions: number, partitionRows: number) {
    this.#execute = execute;
    this.#questions = questions;
    this.#partitionRows = partitionRows;
  }

  /**
   * Without `retry`, a request whose id is known runs its statement once more.
   * https://docs.snowflake.com/en/developer-guide/sql-api/submitting-requests#resubmitting-a-request-to-execute-sql-statements
   */
  async submit(
    statement: string,
    requestId: string,
    { isAsync, isRetry }: { readonly isAsync: boolean; readonly isRetry: boolean },
  ): Promise<Answer> {
    const known = isRetry ? this.#handles.get(requestId) : undefined;
    const handle = known ?? randomUUID();
    if (known === undefined) {
      this.#handles.set(requestId, handle);
      this.run.push(statement);
      const ended = this.#execute(statement, handle).catch((error: unknown) => {
        return error instanceof StatementFailure ? error : new StatementFailure("000603", String(error));
      });
      this.#statements.set(handle, { ended, questions: this.#questions });
    }
    return isAsync ? running(handle) : await this.#result(handle, 0);
  }

  async ask(handle: string, partition: number): Promise<Answer> {
    const statement = this.#statements.get(handle);
    if (statement === undefined) return { status: 404, body: { code: "000709", message: "Statement not found" } };
    if (statement.questions > 0) {
      statement.questions -= 1;
      return running(handle);
    }
    return await this.#result(handle, partition);
  }

  async #result(handle: string, partition: number): Promise<Answer> {
    const result = await this.#statements.get(handle)?.ended;
    if (result === undefined || result instanceof StatementFailure) {
      const { code, message } = result ?? new StatementFailure("000709");
      return { status: 422, body: { code, message, sqlState: "42000", statementHandle: handle } };
    }
    const { columns, rows } = result;
    const start = partition * this.#partitionRows;
    const data = rows.slice(start, start + this.#partitionRows);
    if (partition > 0) return { status: 200, body: { data } };
    const partitions = Math.max(1, Math.ceil(rows.length / this.#partitionRows));
    return {
      status: 200,
      body: {
        code: "090001",
        statementHandle: handle,
        resultSetMetaData: {
          numRows: rows.length,
          rowType: columns.map((name) => ({ name, type: "text" })),
          partitionInfo: Array.from({ length: partitions }, () => ({ rowCount: this.#partitionRows })),
        },
        data,
      },
    };
  }
}

function running(handle: string): Answer {
  return {
    status: 202,
    body: { code: "333334", statementHandle: handle, message: "Asynchronous execution in progress." },
  };
}
