import { paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { collectionPrefix, rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { Session } from "../session.ts";

/** An object of RAW, as S3 lists it. */
export interface ListedObject {
  readonly key: string;
  /** Without quotes. */
  readonly etag: string;
  /** As stored, gzipped. */
  readonly bytes: number;
  /** When it was written to RAW, in whole seconds. */
  readonly modified: Date;
}

/** About as many pages as S3 sends in a few seconds; then a line of progress is printed. */
const PAGES_A_LINE = 20;

/** All objects of a collection, in the order of their keys. */
export async function listRaw(
  session: Session,
  environment: MongodbToSnowflake,
  collection: string,
): Promise<readonly ListedObject[]> {
  const objects: ListedObject[] = [];
  const client = session.aws(S3Client, environment.region);
  const where = {
    Bucket: rawBucketName(environment),
    Prefix: collectionPrefix(environment, collection),
    ExpectedBucketOwner: environment.account,
  };
  let pages = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, where)) {
    for (const { Key, ETag, Size = 0, LastModified } of Contents) {
      // A key that ends with a slash is a folder that somebody created in the console.
      if (Key === undefined || Key.endsWith("/") || ETag === undefined || !LastModified) continue;
      objects.push({ key: Key, etag: ETag.replaceAll('"', ""), bytes: Size, modified: LastModified });
    }
    if (++pages % PAGES_A_LINE === 0) session.err.print(`  RAW: ${objects.length.toLocaleString("en")} objects`);
  }
  return objects;
}
