import type { Problem } from "../../../contracts/problem.ts";
import { checkNotifications } from "../../checks/check-snowflake.ts";
import { rule } from "../../checks/rule.ts";
import type { MysqlToSnowflake } from "../settings.ts";

/** How Snowflake publishes failures of the stack's pipes and tasks. */
export function checkPublisher(environment: MysqlToSnowflake): Problem[] {
  const { alarms, notifications } = environment;
  const isPublished = notifications !== undefined && !("none" in notifications);
  return [
    ...checkNotifications("notifications", notifications, environment),
    ...rule(
      !(isPublished && "none" in alarms),
      "notifications",
      "this stack's alarms notify nobody, so there is no topic",
      "set alarms.email or alarms.topicArn, or notifications to { none: … }",
    ),
  ];
}
