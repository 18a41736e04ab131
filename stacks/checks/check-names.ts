import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { checkRegion } from "./check-region.ts";
import { rule } from "./rule.ts";

const ENVIRONMENT_MAX_LENGTH = 20;

/** Together. With longer ones, the longest name made from them would exceed the 64 characters of a role's name. */
const TOGETHER_MAX_LENGTH = 29;

/** The settings from which all names are made: environment, region, account, prefix. */
export function checkNames(environment: Environment): Problem[] {
  const { account, namePrefix, region } = environment;
  return [
    ...checkPart("environment", environment.environment, ENVIRONMENT_MAX_LENGTH),
    ...checkPart(
      "namePrefix",
      namePrefix,
      TOGETHER_MAX_LENGTH - Math.min(environment.environment.length, ENVIRONMENT_MAX_LENGTH),
    ),
    ...checkRegion("region", region),
    ...rule(
      /^\d{12}$/.test(account),
      "account",
      `"${account}" is not an account id`,
      "write its twelve digits, as text",
    ),
  ];
}

function checkPart(where: string, text: string, most: number): Problem[] {
  return rule(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) && text.length <= most,
    where,
    `"${text}" can't be part of every name`,
    `use up to ${most} lower-case letters, digits and single hyphens, a letter first`,
  );
}
