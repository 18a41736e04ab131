import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./s3-body.ts";
import { keptHeaders, md5, type StoredObject } from "./s3-object.ts";
import { escapeXml, S3Error, sendXml } from "./s3-reply.ts";
import type { S3Request } from "./s3-request.ts";

/** Every part but the last must have it. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

interface Upload {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly parts: Map<number, Buffer>;
}

/** Multipart uploads: an object appears when its upload is completed, and not before. */
export function multipartUploads(objects: Map<string, StoredObject>) {
  const uploads = new Map<string, Upload>();

  /** @returns whether the request was one of the four that make a multipart upload */
  async function serve(request: S3Request, incoming: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { method, query } = request;
    if (method === "POST" && query.uploads !== undefined) {
      create(request, response);
      return true;
    }
    const id = query.uploadId;
    if (id === undefined) return false;
    const body = await readBody(incoming);
    const upload = uploads.get(id);
    if (!upload) throw new S3Error(404, "NoSuchUpload");
    if (method === "PUT") {
      upload.parts.set(Number(query.partNumber), body);
      response.writeHead(200, { etag: `"${md5(body)}"` }).end();
    } else if (method === "POST") {
      const object = assemble(upload, body.toString());
      objects.set(upload.name, object);
      uploads.delete(id);
      sendXml(
        response,
        `<CompleteMultipartUploadResult><ETag>${escapeXml(object.etag)}</ETag></CompleteMultipartUploadResult>`,
      );
    } else if (method === "DELETE") {
      uploads.delete(id);
      response.writeHead(204).end();
    } else return false;
    return true;
  }

  function create({ bucket, key, headers }: S3Request, response: ServerResponse): void {
    const id = randomUUID();
    uploads.set(id, { name: `${bucket}/${key}`, headers: keptHeaders(headers), parts: new Map() });
    sendXml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }

  return {
    serve,
    clear: () => uploads.clear(),
    get inProgress() {
      return uploads.size;
    },
  };
}

function assemble(upload: Upload, manifest: string): StoredObject {
  const listed = [...manifest.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    etag: /<ETag>(?:"|&quot;)?([0-9a-f]{32})/.exec(part)?.[1],
  }));
  const bodies = listed.map(({ number, etag }, index) => {
    const body = upload.parts.get(number);
    if (!body || md5(body) !== etag) throw new S3Error(400, "InvalidPart");
    if (number <= (listed[index - 1]?.number ?? 0)) throw new S3Error(400, "InvalidPartOrder");
    if (index < listed.length - 1 && body.length < MIN_PART_BYTES) throw new S3Error(400, "EntityTooSmall");
    return body;
  });
  if (bodies.length === 0) throw new S3Error(400, "MalformedXML");
  const digests = Buffer.from(bodies.map(md5).join(""), "hex");
  return {
    body: Buffer.concat(bodies),
    headers: upload.headers,
    etag: `"${md5(digests)}-${bodies.length}"`,
    lastModified: new Date(),
  };
}
