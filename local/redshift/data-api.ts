import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type pg from "pg";
import { serveLoopback } from "../loopback-server.ts";
import { type Execution, execute, type Hooks } from "./execution.ts";
import { prepare } from "./postgres-as-redshift.ts";
import { resultOf } from "./result.ts";

/** A stand-in for Redshift's Data API, over real HTTP on the loopback. */
export interface DataApi extends Hooks {
  readonly endpoint: string;
  /** Requests, in their order. */
  readonly calls: readonly string[];
  /** What statements were asked for with. The caller may empty it. */
  readonly inputs: object[];
  close(): Promise<void>;
}

export interface DataApiOptions {
  /** A new connection to PostgreSQL, as its superuser. */
  readonly connect: () => Promise<pg.Client>;
  /** An object of S3 by its URL; undefined if it is not there. */
  readonly readObject: (url: string) => Buffer | undefined;
}

/** At most so many statements in a transaction. https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
const MAX_STATEMENTS = 40;

/**
 * The part of the Data API that clearwell uses, with PostgreSQL in the place of Redshift: statements that run in the
 * background, several in one transaction, client tokens. COPY reads Parquet from S3 as Redshift does: by position, and strictly.
 */
export async function startDataApi(options: DataApiOptions): Promise<DataApi> {
  await prepare(options.connect);
  const executions = new Map<string, Execution>();
  const tokens = new Map<string, string>();
  const calls: string[] = [];
  const inputs: object[] = [];
  const http = await serveLoopback((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const input = JSON.parse(await text(request)) as Input;
    calls.push(operation);
    if (operation.endsWith("ExecuteStatement")) inputs.push(input);
    const answer = answerTo(operation, input);
    response.writeHead("__type" in answer ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer));
  }

  function answerTo(operation: string, input: Input): object {
    if (operation === "ExecuteStatement") return submit([input.Sql ?? ""], false, input.ClientToken);
    if (operation === "BatchExecuteStatement") return submit(input.Sqls ?? [], true, input.ClientToken);
    const execution = executions.get(input.Id ?? "");
    if (execution === undefined) return fault("ResourceNotFoundException", "Query does not exist.");
    if (operation === "DescribeStatement") return execution.description();
    if (operation === "GetStatementResult") return resultOf(execution);
    return fault("UnknownOperationException", operation);
  }

  /** The same token gives the same statement, however it ended. */
  function submit(sqls: readonly string[], isBatch: boolean, token: string | undefined): object {
    if (sqls.length === 0 || sqls.length > MAX_STATEMENTS) return fault("ValidationException", "1 to 40 statements");
    const known = tokens.get(token ?? "");
    if (known !== undefined) return { Id: known };
    const execution = execute(sqls, isBatch, { ...options, hooks: api });
    executions.set(execution.id, execution);
    if (token !== undefined) tokens.set(token, execution.id);
    return { Id: execution.id, CreatedAt: 0 };
  }

  const api: DataApi = {
    endpoint: http.url,
    calls,
    inputs,
    beforeStatement: undefined,
    isolation: "SERIALIZABLE",
    close: async () => {
      await Promise.all([...executions.values()].map(({ ended }) => ended));
      await http.close();
    },
  };
  return api;
}

interface Input {
  readonly Id?: string;
  readonly Sql?: string;
  readonly Sqls?: readonly string[];
  readonly ClientToken?: string;
}

function fault(type: string, message: string): object {
  return { __type: type, message };
}
