import type { NotificationSettings, SnowflakeSettings } from "../warehouse/snowflake/settings.ts";
import type { Environment } from "./environment.ts";
import type { Awaited } from "./snowflake-next.ts";

// How Snowflake publishes failures to the topic of a stack's alarms: what each pipeline that has pipes or tasks needs. Without CDKTF.

/** @param topicName of the topic, if the stack makes it @returns undefined if nobody is told */
export function topicToTell(
  { account, alarms, region }: Pick<Environment, "account" | "alarms" | "region">,
  notifications: NotificationSettings | undefined,
  topicName: string,
): string | undefined {
  if ("none" in alarms || (notifications !== undefined && "none" in notifications)) return undefined;
  return "topicArn" in alarms ? alarms.topicArn : `arn:aws:sns:${region}:${account}:${topicName}`;
}

/** Who assumes the role that publishes; undefined if that is not known yet, or nobody. */
export function publisherUser(
  notifications: NotificationSettings | undefined,
  snowflake: SnowflakeSettings | undefined,
): { readonly iamUserArn: string; readonly externalId: string } | undefined {
  if (notifications === undefined || "none" in notifications) return undefined;
  const iamUserArn = notifications.iamUserArn ?? snowflake?.iamUserArn;
  return iamUserArn === undefined ? undefined : { iamUserArn, externalId: notifications.externalId };
}

/** The external id that Snowflake chooses. @param setting that waits for it */
export function awaitedExternalId(integration: string, setting: string): Awaited {
  return { property: "SF_AWS_EXTERNAL_ID", integration, setting };
}
