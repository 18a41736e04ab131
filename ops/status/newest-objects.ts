import { S3Client } from "@aws-sdk/client-s3";
import pMap from "p-map";
import { namespaceOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { cleanPrefix, collectionPrefix, rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { namesOf } from "../collections.ts";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";
import { type NewestObject, newestObject } from "./newest-object.ts";

/** The newest object of each collection; collections without an object are left out. */
type NewestObjects = ReadonlyMap<string, NewestObject>;

const AT_ONCE = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

export function newestInRaw(session: Session, environment: MongodbToSnowflake): Promise<Checked<NewestObjects>> {
  const s3 = session.aws(S3Client, environment.region);
  const prefixOf = (name: string) => collectionPrefix(environment, name);
  return newestObjects(session, environment, s3, rawBucketName(environment), prefixOf);
}

export function newestInClean(session: Session, environment: MongodbToSnowflake): Promise<Checked<NewestObjects>> {
  const { name, region } = environment.cleanBucket;
  const prefixOf = (listed: string) => {
    const { database, collection } = namespaceOf(environment, listed);
    return `${cleanPrefix(environment)}${database}/${collection}/`;
  };
  return newestObjects(session, environment, session.aws(S3Client, region), name, prefixOf);
}

async function newestObjects(
  session: Session,
  environment: MongodbToSnowflake,
  s3: S3Client,
  bucket: string,
  prefixOf: (collection: string) => string,
): Promise<Checked<NewestObjects>> {
  const yesterday = new Date(session.now().getTime() - DAY_MS);
  const found = new Map<string, NewestObject>();
  const look = async (collection: string): Promise<void> => {
    const where = { bucket, prefix: prefixOf(collection), owner: environment.account };
    const newest = await newestObject(s3, where, yesterday);
    if (newest) found.set(collection, newest);
  };
  await pMap(namesOf(session, environment), look, { concurrency: AT_ONCE });
  return { found, problems: [] };
}
