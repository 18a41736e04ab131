import { bucketArn } from "../../stacks/names.ts";
import { ASSETS, BATCH, STREAM } from "../../stacks/snowflake-to-postgres/folders.ts";
import { rawBucketName } from "../../stacks/snowflake-to-postgres/names.ts";
import type { SnowflakeToPostgres } from "../../stacks/snowflake-to-postgres/settings.ts";

/** ARNs of the objects of the raw bucket that Terraform makes: the tables' SQL, and what begins the crawled folders. No row is in them. */
export function deployedObjects(stacks: readonly SnowflakeToPostgres[]): readonly string[] {
  return stacks.flatMap((stack) => {
    const bucket = bucketArn(rawBucketName(stack));
    return [`${bucket}/${ASSETS}*`, ...[BATCH, STREAM].map((folder) => `${bucket}/${folder}placeholder.txt`)];
  });
}
