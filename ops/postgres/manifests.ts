import { paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import pMap from "p-map";
import { manifestFolder, readManifestKey } from "../../functions/shared/export-manifest.ts";
import { rawBucketName } from "../../stacks/snowflake-to-postgres/names.ts";
import { tablesOf } from "../../stacks/snowflake-to-postgres/tables.ts";
import type { Session } from "../session.ts";
import type { PostgresStacks } from "../stacks.ts";
import type { ExportedTableStatus } from "../status/postgres-status.ts";

const AT_ONCE = 10;

/** The newest batch of each table that was exported whole. Only names and times are read. */
export async function newestManifests(
  session: Session,
  stacks: PostgresStacks,
): Promise<readonly ExportedTableStatus[]> {
  const { database } = stacks.environment;
  const tables = tablesOf(stacks.environment, session.sources).map(({ name }) => name);
  return pMap(
    tables,
    async (table) => ({ table, newest: await newest(session, stacks, manifestFolder({ database, table })) }),
    { concurrency: AT_ONCE },
  );
}

/** Batches are named by their time, and S3 lists in the order of names: the last is the newest. */
async function newest(
  session: Session,
  { environment }: PostgresStacks,
  prefix: string,
): Promise<ExportedTableStatus["newest"]> {
  const pages = paginateListObjectsV2(
    { client: session.aws(S3Client, environment.region) },
    { Bucket: rawBucketName(environment), Prefix: prefix, ExpectedBucketOwner: environment.account },
  );
  let last: ExportedTableStatus["newest"] = null;
  for await (const { Contents = [] } of pages)
    for (const { Key = "", LastModified } of Contents) {
      const manifest = readManifestKey(Key);
      if (manifest !== undefined && LastModified) last = { batch: manifest.batch, at: LastModified };
    }
  return last;
}
