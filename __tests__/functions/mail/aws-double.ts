import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { serveLoopback } from "../../../local/loopback-server.ts";
import { attributes, TurnsDouble } from "./turns.ts";

/** SNS, DynamoDB and SES, on one loopback port. */
export interface AwsDouble {
  readonly endpoint: string;
  /** What the topic was told. */
  readonly published: string[];
  /** The bodies of requests to send a mail. */
  readonly sent: string[];
  /** While set, SES refuses all mails, and SNS all messages, in these words. */
  refuses?: string;
  close(): Promise<void>;
}

export async function startAwsDouble(): Promise<AwsDouble> {
  const turns = new TurnsDouble();
  const http = await serveLoopback(
    (request, response) =>
      void answer(request, response, double, turns).catch((error: Error) => reply(response, 500, error.message)),
  );
  const double: AwsDouble = {
    endpoint: http.url,
    published: [],
    sent: [],
    close: http.close,
  };
  return double;
}

async function answer(request: IncomingMessage, response: ServerResponse, double: AwsDouble, turns: TurnsDouble) {
  const body = await text(request);
  if (String(request.headers["x-amz-target"]).endsWith(".UpdateItem")) return updateItem(response, body, turns);
  if (double.refuses !== undefined) return reply(response, 400, refusal(request, double.refuses));
  if (request.url === "/v2/email/outbound-emails") {
    double.sent.push(body);
    return reply(response, 200, '{"MessageId":"1"}');
  }
  const form = new URLSearchParams(body);
  if (form.get("Action") !== "Publish") return reply(response, 400, "nobody knows this request");
  double.published.push(form.get("Message") ?? "");
  return reply(
    response,
    200,
    "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
  );
}

function updateItem(response: ServerResponse, body: string, turns: TurnsDouble): void {
  try {
    const item = turns.update(JSON.parse(body) as UpdateItemCommandInput);
    reply(response, 200, JSON.stringify({ Attributes: attributes(item) }));
  } catch (error) {
    const { name, Item } = error as { name: string; Item?: unknown };
    reply(response, 400, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, Item }));
  }
}

function refusal({ url }: IncomingMessage, message: string): string {
  if (url !== "/") return JSON.stringify({ __type: "MessageRejected", message });
  return `<ErrorResponse><Error><Code>InvalidParameter</Code><Message>${message}</Message></Error></ErrorResponse>`;
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
}
