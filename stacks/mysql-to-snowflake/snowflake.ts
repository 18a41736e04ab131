import { streamErrorIntegration, streamIntegration } from "../../warehouse/snowflake/names.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { Publisher } from "../../warehouse/snowflake/target.ts";
import { externalId, roleArn } from "../names.ts";
import { awaitedUser, nextStep } from "../snowflake-next.ts";
import { awaitedExternalId, topicToTell } from "../snowflake-publisher.ts";
import { alarmTopicName, dataPrefix, SHORT_NAME, stackId } from "./names.ts";
import type { MysqlToSnowflake } from "./settings.ts";
import { databasesOf } from "./tables.ts";

// What a stack opens to Snowflake in AWS: for the stack, and for the SQL that names it. Without CDKTF.

/** Part of the name of the role that Snowflake assumes to read the files. */
export const READER_ROLE = `${SHORT_NAME}-reader`;

/** Part of the name of the role that Snowflake assumes to publish failures of pipes and tasks to the alarms' topic. */
export const PUBLISHER_ROLE = `${SHORT_NAME}-publisher`;

/** What Snowflake may do in AWS. ARNs are known whether or not the roles exist. */
export interface StreamAccess {
  /** Of the role that the storage integration assumes. */
  readonly roleArn: string;
  /** With which it does. */
  readonly externalId: string;
  /** Absent if nobody is told of failures of pipes and tasks. */
  readonly notifications?: Publisher;
}

export function streamAccess(stack: MysqlToSnowflake): StreamAccess {
  const topicArn = topicArnOf(stack);
  return {
    roleArn: roleArn(stack, READER_ROLE),
    externalId: externalId(stack, stackId(stack)),
    ...(topicArn === undefined ? {} : { notifications: { topicArn, roleArn: roleArn(stack, PUBLISHER_ROLE) } }),
  };
}

function topicArnOf(stack: MysqlToSnowflake): string | undefined {
  return topicToTell(stack, stack.notifications, alarmTopicName(stack));
}

/** The folders of the bucket that Snowflake reads: those of the databases. Never what Firehose could not transform. */
export function readPrefixes(stack: MysqlToSnowflake): readonly string[] {
  return databasesOf(stack).map(dataPrefix);
}

/** What is to be done until Snowflake can read the files; undefined if that is done, or if the environment has no settings for Snowflake. */
export function snowflakeNext(stack: MysqlToSnowflake): string | undefined {
  if (stack.snowflake === undefined) return undefined;
  const target = { snowflake: snowflakeIn(stack) };
  return nextStep(stackId(stack), [
    ...(stack.snowflake.iamUserArn === undefined ? [awaitedUser(streamIntegration(target, stack.region))] : []),
    ...(stack.notifications === undefined && topicArnOf(stack) !== undefined
      ? [awaitedExternalId(streamErrorIntegration(target, stack.region), "mysql-to-snowflake.notifications.externalId")]
      : []),
  ]);
}
