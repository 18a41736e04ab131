import { didYouMean } from "../../../command/did-you-mean.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { checkRedshift } from "../../../warehouse/redshift/check.ts";
import { between, rule } from "../../checks/rule.ts";
import { contractsOf } from "../collections.ts";
import type { DatabaseSettings, MongodbToRedshift } from "../settings.ts";

/** A year. */
const OPLOG_HOURS_MAX = 8760;

/** The databases and collections that are loaded: each is listed in the contracts, and MongoDB and Redshift can take its names. */
export function checkDatabases({ databases }: MongodbToRedshift, sources: Sources): Problem[] {
  const named = Object.entries(databases);
  const listed = Object.keys(sources).filter((name) => contractsOf(sources, name) !== undefined);
  return [
    ...rule(named.length > 0, "databases", "no database is read", "name one, or leave the pipeline out"),
    ...named.flatMap(([name, settings]) => {
      const contracts = contractsOf(sources, name);
      if (contracts === undefined)
        return rule(
          false,
          `databases.${name}`,
          `"${name}" is not a MongoDB database of SOURCES in contracts/index.ts`,
          `add it there, or spell it as the contracts do.${didYouMean(name, listed)}`,
        );
      return checkDatabase(`databases.${name}`, settings, contracts);
    }),
    ...checkRedshift(readIn(databases, sources)).map((found) => ({ ...found, where: `databases.${found.where}` })),
  ];
}

/** The sources with what this stack reads of them. */
function readIn(databases: MongodbToRedshift["databases"], sources: Sources): Sources {
  return Object.fromEntries(
    Object.entries(databases).flatMap(([name, { collections: only }]) => {
      const read = Object.entries(contractsOf(sources, name) ?? {}).filter(([each]) => only?.includes(each) ?? true);
      return read.length === 0 ? [] : [[name, { engine: "mongodb", collections: Object.fromEntries(read) }]];
    }),
  );
}

function checkDatabase(where: string, settings: DatabaseSettings, contracts: AllowList): Problem[] {
  const { collections: only, readFrom, readTags, oplogHours } = settings;
  return [
    ...checkCollections(`${where}.collections`, only, Object.keys(contracts)),
    ...rule(
      readFrom === "secondary" || readTags === undefined,
      `${where}.readTags`,
      "the primary is read, which has no tags to choose by",
      "remove them, or read a secondary",
    ),
    ...between(`${where}.oplogHours`, oplogHours, 1, OPLOG_HOURS_MAX),
  ];
}

function checkCollections(where: string, only: readonly string[] | undefined, listed: readonly string[]): Problem[] {
  if (only === undefined) return [];
  return [
    ...rule(only.length > 0, where, "no collection is read", "name some, or leave the setting out for all"),
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
