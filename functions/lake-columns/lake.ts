import { GetObjectCommand, paginateListObjectsV2, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

/** The lake's bucket. Names in it are `<database>/<table>/…`. */
export interface Lake {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Account of the bucket. */
  readonly owner: string;
}

/** An object in the lake. */
export interface LakeFile {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly at: Date;
}

/** One level of the lake, or all that is below a prefix. */
export interface Listing {
  readonly files: readonly LakeFile[];
  /** Prefixes that end with a slash; empty if all levels were listed. */
  readonly folders: readonly string[];
}

/** An idle connection is closed after these: the SDK would wait for ever. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

export function openLake(bucket: string, owner: string, config: S3ClientConfig = {}): Lake {
  return { s3: new S3Client({ requestHandler: TIMEOUTS, ...config }), bucket, owner };
}

/** @param after names that sort before it are left out */
export async function listAll(lake: Lake, prefix: string, after?: string): Promise<readonly LakeFile[]> {
  return (await list(lake, { Prefix: prefix, ...(after === undefined ? {} : { StartAfter: after }) })).files;
}

/** The files and folders directly in a folder; the lake itself is "". */
export function listFolder(lake: Lake, prefix: string): Promise<Listing> {
  return list(lake, { Prefix: prefix, Delimiter: "/" });
}

async function list(
  { s3, bucket, owner }: Lake,
  where: { readonly Prefix: string; readonly Delimiter?: string; readonly StartAfter?: string },
): Promise<Listing> {
  const files: LakeFile[] = [];
  const folders: string[] = [];
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, ExpectedBucketOwner: owner, ...where });
  for await (const { Contents = [], CommonPrefixes = [] } of pages) {
    folders.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
    // A name that ends with a slash is a folder that somebody made in the console.
    for (const { Key, Size, LastModified } of Contents)
      if (Key !== undefined && !Key.endsWith("/") && Size !== undefined && LastModified)
        files.push({ key: Key, size: Size, at: LastModified });
  }
  return { files, folders };
}

/** @param from offset of the first byte, and of the last one */
export async function readBytes({ s3, bucket, owner }: Lake, key: string, from: number, to: number) {
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: owner, Range: `bytes=${from}-${to}` }),
  );
  if (!Body) throw new Error("S3 sent no body");
  return Body.transformToByteArray();
}
