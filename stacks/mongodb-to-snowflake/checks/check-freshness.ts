import { didYouMean } from "../../../command/did-you-mean.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { checkExpected } from "../../checks/check-expected.ts";
import { rule } from "../../checks/rule.ts";
import { collectionsOf, fullName, type ListedCollection, matching } from "../collections.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** Hours that an alarm can have, and exceptions for collections that exist. */
export function checkFreshness(environment: MongodbToSnowflake, sources: Sources): Problem[] {
  const { freshness } = environment;
  const listed = collectionsOf(environment, sources);
  const named = Object.keys(freshness.except).flatMap((name) => matching(listed, name).map(fullName));
  return [
    ...checkExpected("freshness.default", freshness.default),
    ...Object.entries(freshness.except).flatMap(([collection, expected]) => [
      ...checkListed(collection, listed),
      ...checkOnce(collection, listed, named),
      ...checkExpected(`freshness.except.${collection}`, expected),
    ]),
  ];
}

/** The name with its database would silently win. */
function checkOnce(name: string, listed: readonly ListedCollection[], named: readonly string[]): Problem[] {
  const [found, ...others] = matching(listed, name).map(fullName);
  return rule(
    name === found || others.length > 0 || named.filter((each) => each === found).length < 2,
    `freshness.except.${name}`,
    `${found} has another exception`,
    "remove one of them",
  );
}

/** A misspelt exception would silently leave its collection with the default. */
function checkListed(name: string, listed: readonly ListedCollection[]): Problem[] {
  const found = matching(listed, name);
  const where = `freshness.except.${name}`;
  if (found.length > 1)
    return rule(false, where, "more than one database has it", `write ${found.map(fullName).join(" or ")}`);
  return rule(
    found.length === 1,
    where,
    `"${name}" is not a collection of the allow-list`,
    `spell it as the allow-list does, or remove it.${didYouMean(
      name,
      listed.map((each) => each.name),
    )}`,
  );
}
