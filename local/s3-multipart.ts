import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./s3-body.ts";
import { keptHeaders, md5, type StoredObject } from "./s3-object.ts";
import { escapeXml, S3Error, sendXml } from "./s3-reply.ts";
import type { S3Request } from "./s3-request.ts";

/** Smallest size of every part but the last. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

interface Upload {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly parts: Map<number, { readonly body: Buffer; readonly md5: string }>;
}

/** Multipart uploads: an object appears only when its upload is completed. */
export function multipartUploads(objects: Map<string, StoredObject>) {
  const uploads = new Map<string, Upload>();

  /** @returns whether the request was one of the four of a multipart upload */
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
      const part = { body, md5: md5(body) };
      upload.parts.set(Number(query.partNumber), part);
      response.writeHead(200, { etag: `"${part.md5}"` }).end();
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
  const parts = listed.map(({ number, etag }, index) => {
    const part = upload.parts.get(number);
    if (!part || part.md5 !== etag) throw new S3Error(400, "InvalidPart");
    if (number <= (listed[index - 1]?.number ?? 0)) throw new S3Error(400, "InvalidPartOrder");
    if (index < listed.length - 1 && part.body.length < MIN_PART_BYTES) throw new S3Error(400, "EntityTooSmall");
    return part;
  });
  if (parts.length === 0) throw new S3Error(400, "MalformedXML");
  const digests = Buffer.from(parts.map((part) => part.md5).join(""), "hex");
  return {
    body: Buffer.concat(parts.map(({ body }) => body)),
    headers: upload.headers,
    etag: `"${md5(digests)}-${parts.length}"`,
    lastModified: new Date(),
  };
}
