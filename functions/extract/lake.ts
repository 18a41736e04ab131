import { createReadStream } from "node:fs";
import { setTimeout } from "node:timers/promises";
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { ExtractError } from "./extract-error.ts";
import type { FinishedFile } from "./parquet/raw-file.ts";

/** Milliseconds. An idle connection is closed after these: the SDK would wait for ever. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

const ATTEMPTS = 3;
const PAUSE_MS = 1_000;

/** The bucket in which batches are. */
export interface Lake {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Account of the bucket. */
  readonly owner: string;
}

export function openLake(bucket: string, owner: string): Lake {
  return { s3: new S3Client({ requestHandler: TIMEOUTS }), bucket, owner };
}

function where({ bucket, owner }: Lake) {
  return { Bucket: bucket, ExpectedBucketOwner: owner };
}

export async function keysIn(lake: Lake, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: lake.s3 }, { ...where(lake), Prefix: prefix }))
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  return keys;
}

/** @returns undefined if there is no such object */
export async function readText(lake: Lake, key: string): Promise<string | undefined> {
  try {
    const { Body } = await lake.s3.send(new GetObjectCommand({ ...where(lake), Key: key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** S3 compares the bytes with their checksum. A stream can't be sent twice, so each attempt opens the file anew. */
export async function putFile(lake: Lake, key: string, path: string, { bytes, sha256 }: FinishedFile): Promise<void> {
  const ChecksumSHA256 = Buffer.from(sha256, "hex").toString("base64");
  for (let attempt = 1; ; attempt++) {
    try {
      const Body = createReadStream(path);
      await lake.s3.send(
        new PutObjectCommand({ ...where(lake), Key: key, Body, ContentLength: bytes, ChecksumSHA256 }),
      );
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await setTimeout(attempt * PAUSE_MS);
    }
  }
}

export async function putText(lake: Lake, key: string, text: string): Promise<void> {
  await lake.s3.send(new PutObjectCommand({ ...where(lake), Key: key, Body: text, ContentType: "application/json" }));
}

/**
 * Writes an object that must not be there.
 * @throws ExtractError BATCH_EXISTS if it is, with other content: after a lost answer, an attempt finds the object of the attempt before
 */
export async function createText(lake: Lake, key: string, text: string): Promise<void> {
  try {
    const create = { ...where(lake), Key: key, Body: text, ContentType: "application/json", IfNoneMatch: "*" };
    await lake.s3.send(new PutObjectCommand(create));
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    // 409: two requests at once. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (status !== 412 && status !== 409) throw error;
    if ((await readText(lake, key)) !== text) throw new ExtractError("BATCH_EXISTS", { cause: error });
  }
}
