import { didYouMean } from "../../../command/did-you-mean.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { collectionsOf } from "../collections.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** The databases and collections that are replicated: each is listed in the contracts, and the first database is named. */
export function checkDatabases(environment: MongodbToSnowflake, sources: Sources): Problem[] {
  const { databases, firstDatabase } = environment;
  const names = Object.keys(databases);
  const listed = Object.keys(sources).filter((name) => sources[name]?.engine === "mongodb");
  return [
    ...rule(names.length > 0, "databases", "no database is replicated", "name one, or leave the pipeline out"),
    ...checkFirst(names, firstDatabase),
    ...checkIds(environment, sources),
    ...names.flatMap((name) =>
      listed.includes(name)
        ? checkCollections(`databases.${name}.collections`, databases[name]?.collections, sources[name])
        : rule(
            false,
            `databases.${name}`,
            `"${name}" is not a MongoDB database of SOURCES in contracts/index.ts`,
            `add it there, or write ${listed.map((each) => `"${each}"`).join(" or ")} here`,
          ),
    ),
  ];
}

/** Collections have constructs of their own, in whose ids CDKTF writes `--` for the `/` after a database. */
function checkIds(environment: MongodbToSnowflake, sources: Sources): Problem[] {
  const names = collectionsOf(environment, sources).map(({ name }) => name);
  return duplicates(names, (name) => name.replace("/", "--")).map((id) => ({
    where: "databases",
    problem: `the collections ${names.filter((name) => name.replace("/", "--") === id).join(" and ")} have the same construct id`,
    remedy: "replicate one of them in another environment",
  }));
}

/** With several databases nothing else says which of them has names without the database. */
function checkFirst(names: readonly string[], first: string | undefined): Problem[] {
  const write = names.map((name) => `"${name}"`).join(" or ");
  if (first === undefined)
    return rule(
      names.length < 2,
      "firstDatabase",
      "several databases, and none is named whose resources are named without the database",
      `set firstDatabase to the one that was deployed first: ${write}`,
    );
  return rule(
    names.includes(first),
    "firstDatabase",
    `"${first}" is not one of the stack's databases`,
    `write ${write}`,
  );
}

function checkCollections(
  where: string,
  only: readonly string[] | undefined,
  source: Sources[string] | undefined,
): Problem[] {
  if (only === undefined || source?.engine !== "mongodb") return [];
  const listed = Object.keys(source.collections);
  return [
    ...rule(only.length > 0, where, "no collection is replicated", "name some, or leave the setting out for all"),
    ...only.flatMap((name) =>
      rule(
        listed.includes(name),
        where,
        `"${name}" is not a collection of the contracts`,
        `spell it as the contracts do, or remove it.${didYouMean(name, listed)}`,
      ),
    ),
    ...rule(new Set(only).size === only.length, where, "a collection is named twice", "name it once"),
  ];
}
