import type { Problem } from "../../../contracts/problem.ts";
import { checkTopic } from "../../checks/check-snowflake.ts";
import { rule } from "../../checks/rule.ts";
import { stackName } from "../../names.ts";
import { isPrimary } from "../primary.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { roleMaker } from "../snowflake.ts";

/** One stack of each environment makes the roles that Snowflake assumes; it is named, and its alarms notify somebody. */
export function checkSnowflake(environments: readonly MongodbToSnowflake[]): Problem[] {
  const names = [...new Set(environments.map(({ environment }) => environment))];
  return names.flatMap((name) => {
    const stacks = environments.filter(({ environment }) => environment === name);
    const maker = roleMaker(stacks[0] as MongodbToSnowflake, environments);
    const where = `${stackName(maker)}.snowflake.notifications`;
    return [...checkRegion(stacks), ...checkTopic(where, maker.snowflake?.notifications, maker)];
  });
}

function checkRegion(stacks: readonly MongodbToSnowflake[]): Problem[] {
  const [first] = stacks;
  if (first?.snowflake === undefined) return [];
  const { region } = first.snowflake;
  const where = `${stackName(first)}.snowflake.region`;
  const regions = stacks.map((stack) => stack.region).join(", ");
  if (region === undefined)
    return rule(
      stacks.length === 1 || stacks.some(isPrimary),
      where,
      "several stacks, and none is the primary: which one makes the roles that Snowflake assumes?",
      `name its region, and never change it: ${regions}`,
    );
  return rule(
    stacks.some((stack) => stack.region === region),
    where,
    `no stack of the environment is in "${region}"`,
    `use one of ${regions}`,
  );
}
