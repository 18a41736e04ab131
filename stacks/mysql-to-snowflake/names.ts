import { namePart, streamPart } from "../../contracts/stream-names.ts";
import type { Environment } from "../environment.ts";
import { type Place, resourceName, stackName } from "../names.ts";
import type { MysqlToSnowflake } from "./settings.ts";

/** The pipeline in names of AWS, where its full name would be too long. */
export const SHORT_NAME = "mysql";

/** `production-us-west-2-mysql-to-snowflake` */
export function stackId(place: Place): string {
  return `${stackName(place)}-mysql-to-snowflake`;
}

/** Name of a resource: `clearwell-production-us-west-2-mysql-delivery`. */
export function mysqlName(environment: Environment, part: string): string {
  return resourceName(environment, `${SHORT_NAME}-${part}`);
}

/** Name of the function that reads a database, and of its role: `…-mysql-video-producer`. */
export function producerName(environment: Environment, database: string): string {
  return mysqlName(environment, `${namePart(database)}-producer`);
}

/** Name of a table's stream, of its delivery stream and of its schedule: `…-mysql-video-transactions`. */
export function tableResourceName(environment: Environment, database: string, table: string): string {
  return mysqlName(environment, streamPart(database, table));
}

/** Start of the names of all tables' streams. */
export function streamPrefix(environment: Environment): string {
  return mysqlName(environment, "");
}

/** Start of the names of a database's streams. */
export function databaseStreamPrefix(environment: Environment, database: string): string {
  return mysqlName(environment, `${namePart(database)}-`);
}

/** Start of the names of a database's watermarks: `/clearwell/production/mysql/video/`. */
export function watermarkPrefix({ environment, namePrefix }: Environment, database: string): string {
  return `/${namePrefix}/${environment}/${SHORT_NAME}/${database}/`;
}

/** Name of the group of all schedules: CloudWatch counts what could not be invoked by group. */
export function scheduleGroupName(environment: Environment): string {
  return resourceName(environment, SHORT_NAME);
}

/** Part of the name of the role with which Firehose reads and writes. The bucket's policy also needs it, to name the role. */
export const DELIVERY_ROLE = `${SHORT_NAME}-delivery`;

/** Name of the topic of the stack's alarms, if the stack makes it. */
export function alarmTopicName(environment: Environment): string {
  return mysqlName(environment, "alarms");
}

/** Name of the function of Firehose, and of its role. */
export function transformerName(environment: Environment): string {
  return mysqlName(environment, "transformer");
}

/** The log of a function. */
export function logName(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** The logs of the functions that mail, which nobody may watch for mails. */
export function mailLogs(environment: Environment): readonly string[] {
  return ["alert", "mail"].map((part) => logName(mysqlName(environment, part)));
}

/** `clearwell-stream-us-west-2-production`. Bucket names are global: if the name is taken, set the stamp suffix. */
export function streamBucketName({ environment, region, streamBucket, stampSuffix }: MysqlToSnowflake): string {
  return `${streamBucket}-${region}-${environment}${stampSuffix}`;
}

/** The folder of a database's files, which Snowflake reads. */
export function dataPrefix(database: string): string {
  return `data/stream/${database}/`;
}

/** What Firehose could not transform, as it came: outside of all that Snowflake reads. */
export const ERROR_PREFIX = "errors/";

/** Where a setting of this pipeline is, for the `where` of a problem. */
export function settingsPath(place: Place, path: string): string {
  return `${stackName(place)}.mysql-to-snowflake.${path}`;
}
