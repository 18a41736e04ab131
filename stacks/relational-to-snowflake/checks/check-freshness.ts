import { didYouMean } from "../../../command/did-you-mean.ts";
import type { Problem } from "../../../contracts/problem.ts";
import { checkExpected } from "../../checks/check-expected.ts";
import { rule } from "../../checks/rule.ts";
import type { RelationalToSnowflake } from "../settings.ts";

/** Hours that an alarm can have, and exceptions for databases that exist. */
export function checkFreshness({ databases, freshness }: RelationalToSnowflake): Problem[] {
  const names = Object.keys(databases);
  return [
    ...checkExpected("freshness.default", freshness.default),
    ...Object.entries(freshness.except).flatMap(([database, expected]) => [
      // A misspelt exception would silently leave its database with the default.
      ...rule(
        names.includes(database),
        `freshness.except.${database}`,
        `"${database}" is not one of the stack's databases`,
        `spell it as \`databases\` does, or remove it.${didYouMean(database, names)}`,
      ),
      ...checkExpected(`freshness.except.${database}`, expected),
    ]),
  ];
}
