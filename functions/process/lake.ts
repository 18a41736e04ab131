import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";

/** The bucket of documents. */
export interface DocumentLake {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Account of the bucket. */
  readonly owner: string;
}

/** @returns undefined if there is no such object */
export async function readJson<T>(lake: DocumentLake, key: string): Promise<T | undefined> {
  try {
    const { Body } = await lake.s3.send(new GetObjectCommand(at(lake, key)));
    return JSON.parse((await Body?.transformToString()) ?? "") as T;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchKey") return undefined;
    throw error;
  }
}

export async function writeJson(lake: DocumentLake, key: string, value: object): Promise<void> {
  const Body = `${JSON.stringify(value, null, 2)}\n`;
  await lake.s3.send(new PutObjectCommand({ ...at(lake, key), Body, ContentType: "application/json" }));
}

export async function remove(lake: DocumentLake, key: string): Promise<void> {
  await lake.s3.send(new DeleteObjectCommand(at(lake, key)));
}

/** All keys that begin with the prefix, in their order. */
export async function keysIn({ s3, bucket, owner }: DocumentLake, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, ExpectedBucketOwner: owner, Prefix: prefix });
  for await (const { Contents = [] } of pages) keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  return keys.sort();
}

export async function download(lake: DocumentLake, key: string, file: string): Promise<void> {
  const { Body } = await lake.s3.send(new GetObjectCommand(at(lake, key)));
  await pipeline(Body as Readable, createWriteStream(file));
}

/** @returns its length in bytes */
export async function upload(lake: DocumentLake, file: string, key: string): Promise<number> {
  const { size } = await stat(file);
  const Body = createReadStream(file);
  await lake.s3.send(new PutObjectCommand({ ...at(lake, key), Body, ContentLength: size }));
  return size;
}

function at({ bucket, owner }: DocumentLake, key: string) {
  return { Bucket: bucket, Key: key, ExpectedBucketOwner: owner };
}
