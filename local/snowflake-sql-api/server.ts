import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { serveLoopback } from "../loopback-server.ts";
import { isSigned } from "./signed.ts";
import { type Execute, Statements } from "./statements.ts";

/** A request, as a test sees it. */
interface SqlApiRequest {
  readonly method: string;
  /** Of a question about a statement. */
  readonly handle?: string;
  readonly requestId?: string;
  /** Of a statement that is submitted. */
  readonly statement?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What goes wrong with a request: another answer, or none although what was asked is done. */
type SqlApiFault = { readonly status: number; readonly body?: string } | { readonly answer: "lost" };

export interface SqlApiServer {
  readonly url: string;
  readonly requests: readonly SqlApiRequest[];
  /** The statements that were run, each once, in order. */
  readonly statements: readonly string[];
  /** Set it to make requests fail. */
  onRequest: ((request: SqlApiRequest) => SqlApiFault | undefined) | undefined;
  close(): Promise<void>;
}

interface SqlApiServerProps {
  readonly execute: Execute;
  /** PEM. With it, only requests that its private key has signed are served. */
  readonly publicKey?: string;
  /** How many questions about a statement are answered with 202 before its end is told. Default 1. */
  readonly questions?: number;
  /** Rows of a result in a partition. Default 1000. */
  readonly partitionRows?: number;
}

/**
 * Snowflake's SQL API on the loopback, as far as an export uses it. What a statement does is the caller's.
 * https://docs.snowflake.com/en/developer-guide/sql-api/reference
 */
export async function startSqlApi({
  execute,
  publicKey,
  questions = 1,
  partitionRows = 1000,
}: SqlApiServerProps): Promise<SqlApiServer> {
  const statements = new Statements(execute, questions, partitionRows);
  const requests: SqlApiRequest[] = [];
  const http = await serveLoopback((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const request = readRequest(incoming.method ?? "", url, await textOf(incoming));
    requests.push(request);
    const fault = server.onRequest?.(request);
    if (fault !== undefined && "status" in fault) return void response.writeHead(fault.status).end(fault.body ?? "{}");
    if (publicKey !== undefined && !isSigned(incoming.headers.authorization, publicKey))
      return void response.writeHead(401).end(JSON.stringify({ code: "390144", message: "JWT token is invalid." }));
    const { status, body } = await answer(request, url);
    if (fault !== undefined) return void response.destroy();
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async function answer(request: SqlApiRequest, url: URL) {
    if (request.handle !== undefined)
      return await statements.ask(request.handle, Number(url.searchParams.get("partition") ?? 0));
    const { statement = "", requestId = randomUUID() } = request;
    const is = (name: string) => url.searchParams.get(name) === "true";
    return await statements.submit(statement, requestId, { isAsync: is("async"), isRetry: is("retry") });
  }

  const server: SqlApiServer = {
    url: http.url,
    requests,
    get statements() {
      return statements.run;
    },
    onRequest: undefined,
    close: http.close,
  };
  return server;
}

function readRequest(method: string, url: URL, text: string): SqlApiRequest {
  const body = (text === "" ? {} : JSON.parse(text)) as SqlApiRequest["body"];
  const [, handle] = /^\/api\/v2\/statements\/([^/]+)$/.exec(url.pathname) ?? [];
  const requestId = url.searchParams.get("requestId");
  return {
    method,
    body,
    ...(handle === undefined ? {} : { handle: decodeURIComponent(handle) }),
    ...(requestId === null ? {} : { requestId }),
    ...(typeof body.statement === "string" ? { statement: body.statement } : {}),
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
