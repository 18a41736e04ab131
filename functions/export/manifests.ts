import { GetObjectCommand, NoSuchKey, PutObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { type ExportManifest, manifestFolder, manifestKey, readManifestKey } from "../shared/export-manifest.ts";
import type { Export } from "./export.ts";
import { ExportError } from "./export-error.ts";

type Lake = Pick<Export, "s3" | "bucket" | "account" | "wait">;
type Batch = Pick<ExportManifest, "database" | "table" | "batch">;

/** The batches of a table, in order. @throws ExportError */
export async function listBatches(lake: Lake, place: Omit<Batch, "batch">): Promise<string[]> {
  const objects = await listObjects(lake, manifestFolder(place));
  return objects.flatMap(({ key }) => readManifestKey(key)?.batch ?? []).toSorted();
}

/** @throws ExportError if it is not there, or not a manifest */
export async function readManifest(lake: Lake, batch: Batch): Promise<ExportManifest> {
  const found = await findManifest(lake, batch);
  if (found === undefined) throw new ExportError("MANIFEST_NOT_READABLE", { where: whereOf(batch) });
  return found;
}

/** @returns undefined if it is not there @throws ExportError if it is not a manifest */
export async function findManifest({ s3, bucket, account }: Lake, batch: Batch): Promise<ExportManifest | undefined> {
  const Key = manifestKey(batch);
  const text = await s3
    .send(new GetObjectCommand({ Bucket: bucket, Key, ExpectedBucketOwner: account }))
    .then(({ Body }) => Body?.transformToString())
    .catch((cause: unknown) => {
      if (cause instanceof NoSuchKey) return undefined;
      throw new ExportError("BUCKET_FAILED", { cause, where: whereOf(batch) });
    });
  if (text === undefined) return undefined;
  const manifest = parse(text);
  if (manifest === undefined || manifestKey(manifest) !== Key)
    throw new ExportError("MANIFEST_NOT_READABLE", { where: whereOf(batch) });
  return manifest;
}

export interface ListedObject {
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
}

/** @throws ExportError */
export async function listObjects({ s3, bucket, account }: Lake, prefix: string): Promise<ListedObject[]> {
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix, ExpectedBucketOwner: account });
  const objects: ListedObject[] = [];
  try {
    for await (const { Contents = [] } of pages)
      for (const { Key = "", ETag = "", Size = -1 } of Contents) objects.push({ key: Key, etag: ETag, bytes: Size });
  } catch (cause) {
    throw new ExportError("BUCKET_FAILED", { cause });
  }
  return objects;
}

/** How often S3 may answer that another write of the same name is going on. */
const TRIES = 4;
const PAUSE_MS = 1000;

/**
 * Writes an object that is not there yet.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * @returns whether it was written: false if the name is taken
 * @throws ExportError
 */
export async function create(lake: Lake, key: string, body: string): Promise<boolean> {
  const { s3, bucket, account, wait } = lake;
  for (let attempt = 1; ; attempt++) {
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: Buffer.from(body),
      ContentType: "application/json",
      IfNoneMatch: "*",
      ExpectedBucketOwner: account,
    });
    const failed = await s3.send(put).then(
      () => undefined,
      (cause: unknown) => ({ cause, status: statusOf(cause) }),
    );
    if (failed === undefined) return true;
    if (failed.status === 412) return false;
    if (failed.status !== 409 || attempt === TRIES) throw new ExportError("BUCKET_FAILED", { cause: failed.cause });
    await wait(PAUSE_MS * attempt);
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

function parse(text: string): ExportManifest | undefined {
  try {
    const value = JSON.parse(text) as ExportManifest;
    const isManifest =
      [value.database, value.table, value.batch, value.to, value.queryId].every((each) => typeof each === "string") &&
      ["full", "changes"].includes(value.kind) &&
      Array.isArray(value.columns);
    return isManifest ? value : undefined;
  } catch {
    return undefined;
  }
}

function whereOf({ database, table, batch }: Batch): { readonly table: string; readonly batch: string } {
  return { table: `${database}.${table}`, batch };
}
