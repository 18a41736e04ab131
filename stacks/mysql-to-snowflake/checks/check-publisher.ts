import type { Problem } from "../../../contracts/problem.ts";
import { checkNotifications, checkTopic } from "../../checks/check-snowflake.ts";
import type { MysqlToSnowflake } from "../settings.ts";

/** How Snowflake publishes failures of the stack's pipes and tasks. */
export function checkPublisher(environment: MysqlToSnowflake): Problem[] {
  const { notifications } = environment;
  return [
    ...checkNotifications("notifications", notifications, environment),
    ...checkTopic("notifications", notifications, environment),
  ];
}
