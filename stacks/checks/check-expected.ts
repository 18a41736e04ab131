import type { Problem } from "../../contracts/problem.ts";
import type { Freshness } from "../freshness.ts";
import { between, reason } from "./rule.ts";

/** A week: the longest time that an alarm can evaluate. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const HOURS_MAX = 7 * 24;

/** Hours that an alarm can have, or a reason. @param where path of the setting */
export function checkExpected(where: string, expected: Freshness): Problem[] {
  return "none" in expected
    ? reason(`${where}.none`, expected.none)
    : between(`${where}.hours`, expected.hours, 1, HOURS_MAX);
}
