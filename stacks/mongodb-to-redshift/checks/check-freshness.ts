import { didYouMean } from "../../../command/did-you-mean.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { checkExpected } from "../../checks/check-expected.ts";
import { rule } from "../../checks/rule.ts";
import { collectionsOf } from "../collections.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** Hours that an alarm can have, and exceptions for collections that are loaded. */
export function checkFreshness(environment: MongodbToRedshift, sources: Sources): Problem[] {
  const { freshness } = environment;
  const names = collectionsOf(environment, sources).map(({ name }) => name);
  return [
    ...checkExpected("freshness.default", freshness.default),
    ...Object.entries(freshness.except).flatMap(([name, expected]) => [
      // A misspelt exception would silently leave its collection with the default.
      ...rule(
        names.includes(name),
        `freshness.except.${name}`,
        `"${name}" is not one of the stack's collections`,
        `write it as <database>/<collection>, or remove it.${didYouMean(name, names)}`,
      ),
      ...checkExpected(`freshness.except.${name}`, expected),
    ]),
  ];
}
