import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { serveLoopback } from "../../local/loopback-server.ts";

/** What a client asked for, and with what; of a REST service the path, the query, the headers and the body. */
interface AwsCall {
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  readonly input: any;
  /** Region that the request was signed for. */
  readonly region: string;
}

/** An object is sent as JSON, a string as XML. */
type Answer = (call: AwsCall) => object | string | Promise<object | string>;

/** AWS over real HTTP on the loopback: as much of it as a test says. */
export interface FakeAws {
  readonly endpoint: string;
  readonly calls: readonly AwsCall[];
  /** The account that the credentials belong to. */
  account: string;
  /**
   * What an operation answers: `StopReplicationTask`, or of a REST service `GET /2015-03-31/functions/name`, where a trailing
   * `*` stands for any rest. The newest answer counts. It may throw an AwsFault.
   */
  on(operation: string, answer: Answer): void;
  close(): Promise<void>;
}

/** An error as AWS gives it. */
export class AwsFault extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

const JSON_PATH = /^\/(\d{4}-\d\d-\d\d|schedules)\//;

export async function startFakeAws(): Promise<FakeAws> {
  const calls: AwsCall[] = [];
  const answers: [pattern: string, answer: Answer][] = [];
  const server = await serveLoopback((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    calls.push(call);
    try {
      const [, answer] = answers.findLast(([pattern]) => matches(pattern, call.operation)) ?? [];
      if (!answer) throw new AwsFault("NotFaked", `no test has an answer to ${call.operation}`, 501);
      send(response, 200, await answer(call));
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      response.setHeader("x-amzn-errortype", error.name);
      const body = { __type: error.name, message: error.message };
      // A REST service that dates its paths speaks JSON, and so does EventBridge's Scheduler.
      const isJson = request.headers["x-amz-target"] !== undefined || JSON_PATH.test(request.url ?? "");
      send(response, error.status, isJson ? body : xmlError(error));
    }
  }

  const fake: FakeAws = {
    endpoint: server.url,
    calls,
    account: "111122223333",
    on: (operation, answer) => void answers.push([operation, answer]),
    close: server.close,
  };
  fake.on("GetCallerIdentity", () => callerIdentity(fake.account));
  return fake;
}

/** AWS JSON names the operation in a header, the query protocol in a form, REST by method and path. */
async function readCall(request: IncomingMessage): Promise<AwsCall> {
  const body = await text(request);
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    return { operation: target.split(".").at(-1) as string, input: JSON.parse(body), region };
  }
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    const input = Object.fromEntries(new URLSearchParams(body));
    return { operation: input.Action as string, input, region };
  }
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const input = { path: pathname, query: Object.fromEntries(searchParams), headers: request.headers, body };
  return { operation: `${request.method} ${pathname}`, input, region };
}

function matches(pattern: string, operation: string): boolean {
  return pattern.endsWith("*") ? operation.startsWith(pattern.slice(0, -1)) : operation === pattern;
}

function send(response: ServerResponse, status: number, answer: object | string): void {
  const isXml = typeof answer === "string";
  response.writeHead(status, { "content-type": isXml ? "application/xml" : "application/x-amz-json-1.1" });
  response.end(isXml ? answer : JSON.stringify(answer));
}

function callerIdentity(account: string): string {
  return `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account>
<Arn>arn:aws:sts::${account}:assumed-role/operator/me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

/** The query protocol and S3 differ in what is around it, and both take this. */
function xmlError({ name, message }: AwsFault): string {
  return `<ErrorResponse><Error><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
