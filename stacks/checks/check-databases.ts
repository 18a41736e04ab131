import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";

/** A database that is replicated and not among the sources has no masks: the cleaner would skip every object of it. */
export function checkDatabases(environments: readonly Environment[], sources: Sources): Problem[] {
  const listed = Object.keys(sources).filter((name) => sources[name]?.engine === "mongodb");
  return environments
    .filter(({ mongodb }) => !listed.includes(mongodb.database))
    .map((environment) => ({
      where: `${stackName(environment)}.mongodb.database`,
      problem: `"${environment.mongodb.database}" is not a MongoDB database of SOURCES in contracts/index.ts`,
      remedy: `name it there, or write ${listed.map((name) => `"${name}"`).join(" or ")} here`,
    }));
}
