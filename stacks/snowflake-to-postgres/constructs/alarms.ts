import type { AlarmProps } from "../../constructs/alarm.ts";
import { postgresName, SHORT_NAME } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** Name of the topic that the module buckets makes for the alarms of all modules. */
export function alarmTopicName(environment: SnowflakeToPostgres): string {
  return postgresName(environment, "alarms");
}

/** What the alarms of every module have in common. The topic is another module's, so its ARN is derived. */
export function alarmProps(environment: SnowflakeToPostgres): Required<AlarmProps> {
  const { alarms, account, region } = environment;
  const own = `arn:aws:sns:${region}:${account}:${alarmTopicName(environment)}`;
  const topicArn = "none" in alarms ? undefined : "topicArn" in alarms ? alarms.topicArn : own;
  return { environment, pipeline: SHORT_NAME, topicArn };
}
