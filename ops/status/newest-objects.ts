import { S3Client } from "@aws-sdk/client-s3";
import pMap from "p-map";
import type { Environment } from "../../stacks/environment.ts";
import { CLEAN_BUCKET, CLEAN_BUCKET_REGION, cleanPrefix, rawBucketName, rawPrefix } from "../../stacks/names.ts";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";
import { type NewestObject, newestObject } from "./newest-object.ts";

/** The newest object of each collection; collections without an object are left out. */
type NewestObjects = ReadonlyMap<string, NewestObject>;

const AT_ONCE = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

export function newestInRaw(session: Session, environment: Environment): Promise<Checked<NewestObjects>> {
  const s3 = session.aws(S3Client, environment.region);
  return newestObjects(session, environment, s3, rawBucketName(environment), rawPrefix(environment));
}

export function newestInClean(session: Session, environment: Environment): Promise<Checked<NewestObjects>> {
  const s3 = session.aws(S3Client, CLEAN_BUCKET_REGION);
  const prefix = `${cleanPrefix(environment)}${environment.mongodb.database}/`;
  return newestObjects(session, environment, s3, CLEAN_BUCKET, prefix);
}

async function newestObjects(
  { allowList, now }: Session,
  { account }: Environment,
  s3: S3Client,
  bucket: string,
  database: string,
): Promise<Checked<NewestObjects>> {
  const yesterday = new Date(now().getTime() - DAY_MS);
  const found = new Map<string, NewestObject>();
  const look = async (collection: string): Promise<void> => {
    const newest = await newestObject(s3, { bucket, prefix: `${database}${collection}/`, owner: account }, yesterday);
    if (newest) found.set(collection, newest);
  };
  await pMap(Object.keys(allowList), look, { concurrency: AT_ONCE });
  return { found, problems: [] };
}
