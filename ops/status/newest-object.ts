import { paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";

export interface NewestObject {
  readonly key: string;
  readonly at: Date;
}

/** The folder of a collection or a table in a bucket; the prefix ends with a slash. */
export interface Folder {
  readonly bucket: string;
  readonly prefix: string;
  /** Account of the bucket. */
  readonly owner: string;
  /** Whether files of changes are in a folder for each hour: `2026/11/21/09/`. */
  readonly hasDates?: boolean;
}

/**
 * DMS names a file of changes by its time, `20261121-093000123.csv.gz`. Files of a full load (`LOAD…`) have no folder of dates, and are
 * sorted after all of these.
 */
const DATED = /\/\d{8}-[^/]+$/;

/**
 * The newest object of a collection or a table. S3 lists in the order of names, so the listing starts at a recent day; if there is nothing after
 * it, the folder is listed from its beginning.
 */
export async function newestObject(s3: S3Client, folder: Folder, recent: Date): Promise<NewestObject | undefined> {
  const day = recent
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", folder.hasDates ? "/" : "");
  const found = await newest(s3, folder, `${folder.prefix}${day}`);
  return found && DATED.test(found.key) ? found : newest(s3, folder);
}

async function newest(s3: S3Client, folder: Folder, after?: string): Promise<NewestObject | undefined> {
  let found: NewestObject | undefined;
  const pages = paginateListObjectsV2(
    { client: s3 },
    {
      Bucket: folder.bucket,
      Prefix: folder.prefix,
      ExpectedBucketOwner: folder.owner,
      ...(after === undefined ? {} : { StartAfter: after }),
    },
  );
  for await (const { Contents } of pages) {
    for (const { Key, LastModified } of Contents ?? []) {
      if (Key !== undefined && LastModified && !(found && found.at >= LastModified))
        found = { key: Key, at: LastModified };
    }
  }
  return found;
}
