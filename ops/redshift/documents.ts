import { paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import pMap from "p-map";
import { batchOfKey, rawFolder } from "../../functions/shared/batch-manifest.ts";
import { type Collection, collectionsOf } from "../../stacks/mongodb-to-redshift/collections.ts";
import { lakeBucketName } from "../../stacks/mongodb-to-redshift/names.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";
import type { DocumentsStatus } from "../status/redshift-status.ts";

const AT_ONCE = 10;

interface Listed {
  readonly key: string;
  readonly at: Date;
}

/** What the bucket has of each collection. Only names and times are read. */
export async function documentsStatus(session: Session, stack: RedshiftStack): Promise<readonly DocumentsStatus[]> {
  const stopped = new Map((await list(session, stack, "stopped/")).map(({ key, at }) => [key, at]));
  const look = async ({ name, ...place }: Collection): Promise<DocumentsStatus> => ({
    collection: name,
    newest: await newestBatch(session, stack, place),
    stopped: stopped.get(`stopped/${name}.json`) ?? null,
  });
  return pMap(collectionsOf(stack.environment, session.sources), look, { concurrency: AT_ONCE });
}

/** Batches are numbered, and a manifest is written once: the last is the newest. */
async function newestBatch(
  session: Session,
  stack: RedshiftStack,
  { database, collection }: Pick<Collection, "database" | "collection">,
): Promise<DocumentsStatus["newest"]> {
  const batches = (await list(session, stack, rawFolder(database, collection))).flatMap(({ key, at }) => {
    const batch = batchOfKey(key);
    return batch === undefined ? [] : [{ batch, at }];
  });
  return batches.at(-1) ?? null;
}

async function list(session: Session, { environment }: RedshiftStack, prefix: string): Promise<readonly Listed[]> {
  const pages = paginateListObjectsV2(
    { client: session.aws(S3Client, environment.region) },
    { Bucket: lakeBucketName(environment), Prefix: prefix, ExpectedBucketOwner: environment.account },
  );
  const listed: Listed[] = [];
  for await (const { Contents = [] } of pages)
    for (const { Key, LastModified } of Contents)
      if (Key !== undefined && LastModified) listed.push({ key: Key, at: LastModified });
  return listed;
}
