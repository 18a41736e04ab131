import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** CloudWatch can keep logs only for certain numbers of days. */
export function checkLogDays(where: string, days: number): Problem[] {
  return rule(
    LOG_DAYS.includes(days),
    where,
    `CloudWatch can't keep logs for ${days} days`,
    `use one of ${LOG_DAYS.join(", ")}`,
  );
}
