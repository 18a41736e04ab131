import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { serveLoopback } from "../../local/loopback-server.ts";

/** As much of a registry of images as a push needs: https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
export interface Registry {
  /** `127.0.0.1:5000` */
  readonly host: string;
  /** Digests of images by `<repository>:<tag>`. */
  readonly images: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** @param login `<user>:<password>`, without which nothing is served */
export async function startRegistry(login: string): Promise<Registry> {
  const images = new Map<string, string>();
  const blobs = new Set<string>();
  const uploads = new Map<string, Buffer>();
  let begun = 0;
  const http = await serveLoopback((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", headers, url = "" } = request;
    const { pathname, searchParams } = new URL(url, "http://registry");
    const body = await buffer(request);
    const answer = (status: number, more: Record<string, string> = {}) => void response.writeHead(status, more).end();
    if (headers.authorization !== `Basic ${Buffer.from(login).toString("base64")}`)
      return answer(401, { "www-authenticate": 'Basic realm="registry"' });
    if (pathname === "/v2/") return answer(200);
    const blob = /\/blobs\/(sha256:[0-9a-f]+)$/.exec(pathname)?.[1];
    if (blob !== undefined) return answer(blobs.has(blob) ? 200 : 404);
    if (pathname.includes("/blobs/uploads/")) {
      if (method === "POST") return answer(202, { location: `${pathname}${begun++}` });
      const whole = Buffer.concat([uploads.get(pathname) ?? Buffer.alloc(0), body]);
      uploads.set(pathname, whole);
      if (method === "PATCH") return answer(202, { location: pathname });
      const digest = searchParams.get("digest") ?? "";
      if (digest !== digestOf(whole)) return answer(400);
      blobs.add(digest);
      return answer(201);
    }
    const [, repository = "", tag = ""] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(pathname) ?? [];
    if (method !== "PUT") return answer(404);
    images.set(`${repository}:${tag}`, digestOf(body));
    return answer(201);
  }

  return {
    host: http.host,
    images,
    close: http.close,
  };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
