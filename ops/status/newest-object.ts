import { paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";

export interface NewestObject {
  readonly key: string;
  readonly at: Date;
}

/** Where to look: a collection's folder in RAW or CLEAN, with its slash at the end. */
export interface Folder {
  readonly bucket: string;
  readonly prefix: string;
  /** Account of the bucket. */
  readonly owner: string;
}

/** DMS names a file of changes after its time, `20261121-093000123.csv.gz`; the files of a load sort behind them all. */
const DATED = /\/\d{8}-[^/]+$/;

/**
 * The newest object of a collection. S3 lists by name, so it is asked first for what is named after a day of these; a folder
 * of which nothing is gets read from its beginning.
 */
export async function newestObject(s3: S3Client, folder: Folder, recent: Date): Promise<NewestObject | undefined> {
  const day = recent.toISOString().slice(0, 10).replaceAll("-", "");
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
