import {
  GetBucketNotificationConfigurationCommand,
  type LambdaFunctionConfiguration,
  type QueueConfiguration,
  S3Client,
} from "@aws-sdk/client-s3";
import { databasesOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import { cleanPrefix, rawBucketName, rawPrefix } from "../../stacks/mongodb-to-snowflake/names.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { streamBucketName, stackId as streamStackId } from "../../stacks/mysql-to-snowflake/names.ts";
import type { MysqlToSnowflake } from "../../stacks/mysql-to-snowflake/settings.ts";
import { readPrefixes as streamPrefixes } from "../../stacks/mysql-to-snowflake/snowflake.ts";
import { resourceName } from "../../stacks/names.ts";
import { lakeBucketName, stackId } from "../../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { readPrefixes } from "../../stacks/relational-to-snowflake/snowflake.ts";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";

/** State of a notification; `off` if none is configured. */
export type Presence = "present" | "missing" | "off";

const EVENTS = "s3:ObjectCreated:*";

/** Whether RAW invokes the cleaner for each new object. */
export async function checkRawNotification(
  session: Session,
  environment: MongodbToSnowflake,
): Promise<Checked<Presence>> {
  const { LambdaFunctionConfigurations = [] } = await notifications(
    session.aws(S3Client, environment.region),
    rawBucketName(environment),
    environment.account,
  );
  const cleaner = `:function:${resourceName(environment, "cleaner")}`;
  const present = databasesOf(environment).every((database) =>
    LambdaFunctionConfigurations.some(
      (each) => each.LambdaFunctionArn?.endsWith(cleaner) && isFor(each, rawPrefix(environment, database)),
    ),
  );
  return presence("RAW -> cleaner", present, "nothing is cleaned: deploy the stack, then replay what RAW has");
}

/** Whether CLEAN notifies Snowpipe of each new object of this stack, if the primary stack has a queue. */
export async function checkCleanNotification(
  session: Session,
  environment: MongodbToSnowflake,
): Promise<Checked<Presence>> {
  const queueArn = mongodbToSnowflakeIn(session.environments).find(isPrimary)?.snowpipeSqsArn;
  if (queueArn === undefined) return { found: "off", problems: [] };
  const { QueueConfigurations = [] } = await notifications(
    session.aws(S3Client, environment.cleanBucket.region),
    environment.cleanBucket.name,
    environment.account,
  );
  const present = QueueConfigurations.some(
    (each) => each.QueueArn === queueArn && isFor(each, cleanPrefix(environment)),
  );
  return presence(
    "CLEAN -> Snowpipe",
    present,
    "Snowflake loads nothing: deploy the primary stack, then ALTER PIPE … REFRESH, which reaches back 7 days",
  );
}

/** Whether the lake notifies Snowflake of each new file, if the settings name a queue. */
export async function checkLakeNotification(
  session: Session,
  environment: RelationalToSnowflake,
): Promise<Checked<Presence>> {
  const { refresh } = environment;
  if (refresh === "dbt" || refresh.queueArn === undefined) return { found: "off", problems: [] };
  const { QueueConfigurations = [] } = await notifications(
    session.aws(S3Client, environment.region),
    lakeBucketName(environment),
    environment.account,
  );
  const present = readPrefixes(environment).every((prefix) =>
    QueueConfigurations.some((each) => each.QueueArn === refresh.queueArn && isFor(each, prefix)),
  );
  return presence(
    "lake -> Snowflake",
    present,
    `Snowflake sees no new file: deploy the stack, then npm run -s ops -- warehouse refresh ${stackId(environment)}`,
  );
}

/** Whether the bucket of streams notifies Snowpipe of each new file, if the settings name a queue. */
export async function checkStreamNotification(
  session: Session,
  environment: MysqlToSnowflake,
): Promise<Checked<Presence>> {
  const { snowpipeSqsArn } = environment;
  if (snowpipeSqsArn === undefined) return { found: "off", problems: [] };
  const { QueueConfigurations = [] } = await notifications(
    session.aws(S3Client, environment.region),
    streamBucketName(environment),
    environment.account,
  );
  const present = streamPrefixes(environment).every((prefix) =>
    QueueConfigurations.some((each) => each.QueueArn === snowpipeSqsArn && isFor(each, prefix)),
  );
  return presence(
    "bucket -> Snowpipe",
    present,
    `Snowflake loads nothing: deploy ${streamStackId(environment)}, then ALTER PIPE … REFRESH, which reaches back 7 days`,
  );
}

function notifications(s3: S3Client, Bucket: string, ExpectedBucketOwner: string) {
  return s3.send(new GetBucketNotificationConfigurationCommand({ Bucket, ExpectedBucketOwner }));
}

/** Whether it is for all objects with the prefix, not for only some of them. */
function isFor({ Events, Filter }: LambdaFunctionConfiguration | QueueConfiguration, prefix: string): boolean {
  const rules = Filter?.Key?.FilterRules ?? [];
  return (
    (Events as readonly string[] | undefined)?.includes(EVENTS) === true &&
    rules.every(({ Name, Value }) => Name?.toLowerCase() === "prefix" && prefix.startsWith(Value ?? ""))
  );
}

function presence(where: string, present: boolean, remedy: string): Checked<Presence> {
  if (present) return { found: "present", problems: [] };
  return { found: "missing", problems: [{ where, problem: "the notification is missing", remedy }] };
}
