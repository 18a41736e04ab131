import { S3Client } from "@aws-sdk/client-s3";
import pMap from "p-map";
import { namespaceOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { cleanPrefix, collectionPrefix, rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { dataPrefix, streamBucketName } from "../../stacks/mysql-to-snowflake/names.ts";
import type { MysqlToSnowflake } from "../../stacks/mysql-to-snowflake/settings.ts";
import type { StreamedTable } from "../../stacks/mysql-to-snowflake/tables.ts";
import { lakeBucketName } from "../../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { namesOf } from "../collections.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import type { Checked } from "./check.ts";
import { type Folder, type NewestObject, newestObject } from "./newest-object.ts";

/** The newest object of each collection or table; those without an object are left out. */
type NewestObjects = ReadonlyMap<string, NewestObject>;

const AT_ONCE = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

export function newestInRaw(session: Session, environment: MongodbToSnowflake): Promise<Checked<NewestObjects>> {
  const where = { bucket: rawBucketName(environment), region: environment.region, owner: environment.account };
  const folders = namesOf(session, environment).map((name) => ({ name, prefix: collectionPrefix(environment, name) }));
  return newestObjects(session, where, folders);
}

export function newestInClean(session: Session, environment: MongodbToSnowflake): Promise<Checked<NewestObjects>> {
  const { name: bucket, region } = environment.cleanBucket;
  const folders = namesOf(session, environment).map((name) => {
    const { database, collection } = namespaceOf(environment, name);
    return { name, prefix: `${cleanPrefix(environment)}${database}/${collection}/` };
  });
  return newestObjects(session, { bucket, region, owner: environment.account }, folders);
}

export function newestInLake(
  session: Session,
  environment: RelationalToSnowflake,
  tasks: readonly DatabaseTask[],
): Promise<Checked<NewestObjects>> {
  const where = { bucket: lakeBucketName(environment), region: environment.region, owner: environment.account };
  const folders = tasks.flatMap(({ listed }) =>
    listed.map(({ name, database, collection }) => ({ name, prefix: `${database}/${collection}/`, hasDates: true })),
  );
  return newestObjects(session, where, folders);
}

/** Of tables by their names: `video.transactions`. */
export function newestInStreams(
  session: Session,
  environment: MysqlToSnowflake,
  tables: readonly StreamedTable[],
): Promise<Checked<NewestObjects>> {
  const where = { bucket: streamBucketName(environment), region: environment.region, owner: environment.account };
  const folders = tables.map(({ database, table }) => {
    return { name: `${database}.${table}`, prefix: `${dataPrefix(database)}${table}/` };
  });
  return newestObjects(session, where, folders);
}

async function newestObjects(
  session: Session,
  { region, ...bucket }: { readonly bucket: string; readonly region: string; readonly owner: string },
  folders: readonly (Pick<Folder, "prefix" | "hasDates"> & { readonly name: string })[],
): Promise<Checked<NewestObjects>> {
  const s3 = session.aws(S3Client, region);
  const yesterday = new Date(session.now().getTime() - DAY_MS);
  const found = new Map<string, NewestObject>();
  const look = async ({ name, ...folder }: (typeof folders)[number]): Promise<void> => {
    const newest = await newestObject(s3, { ...bucket, ...folder }, yesterday);
    if (newest) found.set(name, newest);
  };
  await pMap(folders, look, { concurrency: AT_ONCE });
  return { found, problems: [] };
}
