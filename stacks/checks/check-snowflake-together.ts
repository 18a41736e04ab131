import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../contracts/problem.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { duplicates } from "./duplicates.ts";
import { rule } from "./rule.ts";

/** All regions of an environment have the same Snowflake, and two environments have nothing in common there that holds or shares data. */
export function checkSnowflakeTogether(environments: readonly Environment[]): Problem[] {
  const firsts = environments.filter((each) => firstOf(environments, each) === each);
  return [
    ...environments.flatMap((each) => checkRegions(each, firstOf(environments, each))),
    ...firsts.flatMap((each, index) =>
      firsts
        .slice(0, index)
        .filter((other) => maybeSameAccount(each, other))
        .flatMap((other) => checkPair(each, other)),
    ),
  ];
}

function firstOf(environments: readonly Environment[], { environment }: Environment): Environment {
  return environments.find((each) => each.environment === environment) as Environment;
}

function checkRegions(environment: Environment, first: Environment): Problem[] {
  return rule(
    isDeepStrictEqual(environment.snowflake, first.snowflake),
    `${stackName(environment)}.snowflake`,
    `differs from that of ${stackName(first)}, and all regions of an environment load into the same tables`,
    "write it once, in a constant that each region's file uses",
  );
}

function checkPair(environment: Environment, other: Environment): Problem[] {
  const [its, others] = [snowflakeIn(environment), snowflakeIn(other)];
  return [
    ...rule(
      its.database !== others.database,
      `${stackName(environment)}.snowflake.database`,
      `${its.database} is also the database of ${other.environment}: their rows would mix`,
      "give one of them another name",
    ),
    // Otherwise one's key opens the other. By default both are named after the database.
    ...(["user", "ownerRole"] as const).flatMap((name) =>
      rule(
        its[name] !== others[name] || its.database === others.database,
        `${stackName(environment)}.snowflake.${name}`,
        `${its[name]} is also that of ${other.environment}: the key of one would open the other`,
        "give one of them another name",
      ),
    ),
    ...duplicates([...Object.keys(its.shares), ...Object.keys(others.shares)], (name) => name).map((name) => ({
      where: `${stackName(environment)}.snowflake.shares.${name}`,
      problem: `${other.environment} has a share of this name, and an account has each name once`,
      remedy: "give one of them another name",
    })),
  ];
}

/** An account that is not written down may be any. In names of accounts, `-` and `_` mean the same. */
function maybeSameAccount({ snowflake }: Environment, { snowflake: other }: Environment): boolean {
  const [one, two] = [snowflake?.account, other?.account].map((name) => name?.toUpperCase().replaceAll("_", "-"));
  return one === undefined || two === undefined || one === two;
}
