import {
  HeadObjectCommand,
  type HeadObjectCommandInput,
  NotFound,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { mapWithProgress } from "../../command/with-progress.ts";
import { cleanKey } from "../../functions/cleaner/clean-key.ts";
import type { CleanerEnvironment } from "../../functions/cleaner/environment.ts";
import { folder } from "../../functions/cleaner/route.ts";
import type { Session } from "../session.ts";
import type { ListedObject } from "./raw-objects.ts";

/** A cleaner as it is deployed, and the hash of the collection's mask in it. */
export interface DeployedMask {
  readonly environment: CleanerEnvironment;
  readonly maskHash: string;
  /** `legion/audit/`: what follows the RAW prefix, and the CLEAN one. */
  readonly path: string;
  /** Account of the CLEAN bucket. */
  readonly owner: string;
}

/**
 * The objects whose CLEAN object is not what the deployed function would write. A RAW object without rows has no CLEAN object, so it
 * is always among them.
 */
export async function findChanging(
  session: Session,
  objects: readonly ListedObject[],
  deployed: DeployedMask,
): Promise<readonly ListedObject[]> {
  const keyed = objects.map((object) => ({ object, key: keyOf(object, deployed) }));
  if (deployed.environment.cleanNames === "same-name") return compareMetadata(session, keyed, deployed);
  const there = await listClean(session, deployed);
  return keyed.filter(({ key }) => !there.has(key)).map(({ object }) => object);
}

interface Keyed {
  readonly object: ListedObject;
  /** Of the CLEAN object. */
  readonly key: string;
}

/** The CLEAN key that the deployed function would write. */
function keyOf({ key, etag }: ListedObject, { environment, maskHash }: DeployedMask): string {
  return cleanKey(key.slice(folder(environment.rawPrefix).length), { etag, maskHash }, environment);
}

/** All CLEAN keys of the collection. With versions in the keys, an object whose key exists would not change. */
async function listClean(
  { aws }: Session,
  { environment: { cleanBucket, cleanBucketRegion, cleanPrefix }, path, owner }: DeployedMask,
): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  const where = { Bucket: cleanBucket, Prefix: `${folder(cleanPrefix)}${path}`, ExpectedBucketOwner: owner };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: aws(S3Client, cleanBucketRegion) }, where))
    for (const { Key } of Contents) if (Key !== undefined) keys.add(Key);
  return keys;
}

/** Without versions in the keys, the metadata of each object must be compared. */
async function compareMetadata(
  session: Session,
  keyed: readonly Keyed[],
  { environment, maskHash, owner }: DeployedMask,
): Promise<ListedObject[]> {
  const client = session.aws(S3Client, environment.cleanBucketRegion);
  const look = async ({ object, key }: Keyed): Promise<ListedObject[]> => {
    const metadata = await metadataOf(client, {
      Bucket: environment.cleanBucket,
      Key: key,
      ExpectedBucketOwner: owner,
    });
    return metadata?.["mask-hash"] === maskHash && metadata["raw-etag"] === object.etag ? [] : [object];
  };
  const say = (_: Keyed, done: number) => `${done} looked up in CLEAN`;
  return (await mapWithProgress(session, keyed, { every: 100, say }, look)).flat();
}

async function metadataOf(
  client: S3Client,
  object: HeadObjectCommandInput,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    return (await client.send(new HeadObjectCommand(object))).Metadata;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
