import { assertNoProblems } from "../../contracts/problem.ts";
import { checkSnowflake } from "../../stacks/checks/check-snowflake.ts";
import { checkSnowflakeTogether } from "../../stacks/checks/check-snowflake-together.ts";
import { stackName } from "../../stacks/names.ts";
import { checkViews } from "../../warehouse/snowflake/check.ts";
import type { Session } from "../session.ts";

/**
 * What a deploy checks, as far as Snowflake's SQL depends on it: with two environments in one database, an apply would mix their rows.
 * @throws ProblemsFound
 */
export function assertDeclared({ environments, sources }: Pick<Session, "environments" | "sources">): void {
  assertNoProblems([
    ...checkViews(sources),
    ...environments.flatMap((environment) =>
      checkSnowflake(environment, sources).map((found) => ({
        ...found,
        where: `${stackName(environment)}.${found.where}`,
      })),
    ),
    ...checkSnowflakeTogether(environments),
  ]);
}
