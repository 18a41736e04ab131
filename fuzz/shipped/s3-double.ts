import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { Buckets } from "../../functions/cleaner/buckets.ts";
import { storedObject } from "../../local/s3-object.ts";

export interface S3Double {
  readonly buckets: Buckets;
  /** The inputs of all PutObject commands. */
  readonly puts: readonly PutObjectCommandInput[];
  /** The number of GetObject commands. */
  readonly gets: number;
}

/** S3 with one RAW object, in this process: fast enough for a hundred thousand objects. */
export function s3Double(raw: Buffer, chunkBytes: number): S3Double {
  const { etag } = storedObject(raw);
  const puts: PutObjectCommandInput[] = [];
  let gets = 0;
  const send = async (command: unknown): Promise<object> => {
    if (command instanceof GetObjectCommand) {
      gets++;
      return { ETag: etag, ContentLength: raw.length, Body: pieces(raw, chunkBytes) };
    }
    if (!(command instanceof PutObjectCommand)) throw new TypeError("this S3 double does not support the command");
    puts.push(command.input);
    return {};
  };
  const client = { send } as unknown as Buckets["raw"];
  return {
    buckets: { raw: client, clean: client },
    puts,
    get gets() {
      return gets;
    },
  };
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
