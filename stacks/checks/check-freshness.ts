import { didYouMean } from "../../command/did-you-mean.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Problem } from "../../contracts/problem.ts";
import type { Environment, Freshness } from "../environment.ts";
import { between, reason, rule } from "./rule.ts";

/** A week: the longest time that an alarm can evaluate. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const HOURS_MAX = 7 * 24;

/** Hours that an alarm can have, and exceptions for collections that exist. */
export function checkFreshness({ freshness }: Environment, allowList: AllowList): Problem[] {
  return [
    ...checkOne("freshness.default", freshness.default),
    ...Object.entries(freshness.except).flatMap(([collection, expected]) => [
      ...checkListed(collection, allowList),
      ...checkOne(`freshness.except.${collection}`, expected),
    ]),
  ];
}

function checkOne(where: string, expected: Freshness): Problem[] {
  return "none" in expected
    ? reason(`${where}.none`, expected.none)
    : between(`${where}.hours`, expected.hours, 1, HOURS_MAX);
}

/** A misspelt exception would silently leave its collection with the default. */
function checkListed(collection: string, allowList: AllowList): Problem[] {
  return rule(
    Object.hasOwn(allowList, collection),
    `freshness.except.${collection}`,
    `"${collection}" is not a collection of the allow-list`,
    `spell it as the allow-list does, or remove it.${didYouMean(collection, Object.keys(allowList))}`,
  );
}
