import type { IncomingMessage, ServerResponse } from "node:http";
import { serveLoopback } from "./loopback-server.ts";
import { readBody } from "./s3-body.ts";
import { beforeServing, type Fault, sendFaulty } from "./s3-fault.ts";
import { multipartUploads } from "./s3-multipart.ts";
import { keptHeaders, type StoredObject, storedObject } from "./s3-object.ts";
import { escapeXml, S3Error, sendError, sendXml } from "./s3-reply.ts";
import { parseRequest, type S3Request } from "./s3-request.ts";

export interface S3Server {
  readonly endpoint: string;
  /** By `bucket/key`. The caller may change it directly. */
  readonly objects: Map<string, StoredObject>;
  readonly requests: readonly S3Request[];
  /** Multipart uploads that were neither completed nor aborted; S3 stores their parts, and charges for them, without listing them. */
  readonly uploadsInProgress: number;
  /** Set it to make requests fail, or to delay them: a request is served when the returned promise has resolved. */
  onRequest: ((request: S3Request) => Fault | undefined | Promise<Fault | undefined>) | undefined;
  /** Removes all objects, uploads and recorded requests, and unsets `onRequest`. */
  clear(): void;
  close(): Promise<void>;
}

/** The part of S3 that the cleaner uses, in memory, over real HTTP on the loopback, path-style and without permissions. */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const uploads = multipartUploads(objects);
  const requests: S3Request[] = [];
  const http = await serveLoopback((incoming, response) => {
    const request = parseRequest(incoming);
    requests.push(request);
    serve(request, incoming, response).catch((error: unknown) => sendError(response, error));
  });

  async function serve(request: S3Request, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = await server.onRequest?.(request);
    if (fault && (await beforeServing(fault, incoming, response)) === "done") return;
    const name = `${request.bucket}/${request.key}`;
    if (request.key === "" && request.method === "GET") return list(request, objects, response);
    if (await uploads.serve(request, incoming, response)) return;
    switch (request.method) {
      case "GET":
      case "HEAD":
        return get(request, objects.get(name), response, fault);
      case "PUT": {
        const object = storedObject(await readBody(incoming), keptHeaders(incoming.headers));
        // The only condition that S3 knows here: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        if (incoming.headers["if-none-match"] === "*" && objects.has(name))
          throw new S3Error(412, "PreconditionFailed");
        objects.set(name, object);
        return void response.writeHead(200, { etag: object.etag }).end();
      }
      case "DELETE":
        objects.delete(name);
        return void response.writeHead(204).end();
      default:
        throw new S3Error(501, "NotImplemented");
    }
  }

  const server: S3Server = {
    endpoint: http.url,
    objects,
    requests,
    get uploadsInProgress() {
      return uploads.inProgress;
    },
    onRequest: undefined,
    clear: () => {
      objects.clear();
      uploads.clear();
      requests.length = 0;
      server.onRequest = undefined;
    },
    close: http.close,
  };
  return server;
}

function get(request: S3Request, object: StoredObject | undefined, response: ServerResponse, fault?: Fault): void {
  if (!object) throw new S3Error(404, "NoSuchKey");
  const wanted = request.headers["if-match"];
  if (wanted !== undefined && wanted !== "*" && wanted.replaceAll('"', "") !== object.etag.replaceAll('"', ""))
    throw new S3Error(412, "PreconditionFailed");
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const from = range ? Number(range[1]) : 0;
  if (range && from >= object.body.length) throw new S3Error(416, "InvalidRange");
  const stored = object.body.subarray(from, range?.[2] ? Number(range[2]) + 1 : undefined);
  const body = fault && "body" in fault ? fault.body : stored;
  response.writeHead(range ? 206 : 200, {
    ...object.headers,
    etag: object.etag,
    "last-modified": object.lastModified.toUTCString(),
    "accept-ranges": "bytes",
    "content-length": body.length,
    ...(range && { "content-range": `bytes ${from}-${from + body.length - 1}/${object.body.length}` }),
  });
  if (request.method === "HEAD") response.end();
  else if (fault) sendFaulty(fault, body, response);
  else response.end(body);
}

/** ListObjectsV2. The continuation token is the last key or folder of the previous page. */
function list({ bucket, query }: S3Request, objects: S3Server["objects"], response: ServerResponse): void {
  const { prefix = "", delimiter = "" } = query;
  const after = query["continuation-token"] ?? query["start-after"] ?? "";
  const keys = [...objects.keys()]
    .filter((name) => name.startsWith(`${bucket}/${prefix}`))
    .map((name) => name.slice(bucket.length + 1))
    .filter((key) => key > after && !(delimiter !== "" && after.endsWith(delimiter) && key.startsWith(after)));
  const entries = [...new Set(keys.map((key) => folderOf(key, prefix, delimiter) ?? key))].sort();
  const page = entries.slice(0, Number(query["max-keys"] ?? 1000));
  const contents = page.map((entry) => {
    const object = objects.get(`${bucket}/${entry}`);
    if (folderOf(entry, prefix, delimiter) !== undefined || object === undefined)
      return `<CommonPrefixes><Prefix>${escapeXml(entry)}</Prefix></CommonPrefixes>`;
    return `<Contents><Key>${escapeXml(entry)}</Key><LastModified>${object.lastModified.toISOString()}</LastModified>
<ETag>${escapeXml(object.etag)}</ETag><Size>${object.body.length}</Size></Contents>`;
  });
  const more = entries.length > page.length;
  const next = more ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? "")}</NextContinuationToken>` : "";
  sendXml(
    response,
    `<ListBucketResult><Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix>
<KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`,
  );
}

/** What S3 rolls up: the key up to the first delimiter behind the prefix. Undefined if there is none. */
function folderOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}
