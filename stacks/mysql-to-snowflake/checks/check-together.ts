import type { Problem } from "../../../contracts/problem.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { sendsMails } from "../../mails.ts";
import { settingsPath, streamBucketName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";

/** Problems between environments. */
export function checkTogether(environments: readonly MysqlToSnowflake[]): Problem[] {
  return [
    ...duplicates(environments, streamBucketName).map((name) => ({
      where: name,
      problem: "two stacks would share this bucket",
      remedy: "give one of them another `stampSuffix`",
    })),
    // One landing table, and so one pipe, for each table of an environment.
    ...duplicates(
      environments.flatMap((each) => Object.keys(each.databases).map((database) => `${each.environment}, ${database}`)),
      (name) => name,
    ).map((name) => ({
      where: name,
      problem: "two stacks of an environment read this database, and their rows would mix in Snowflake",
      remedy: "leave it to one of them, or give its source another name",
    })),
    ...duplicates(environments.flatMap(madeIdentity), (identity) => identity).map((identity) => ({
      where: identity,
      problem: "two stacks would make this sender's identity in SES",
      remedy: "name it in all of them but one, as `mails.identity`",
    })),
    ...environments.flatMap((environment) =>
      rule(
        environments.every(({ cleanBucket }) => cleanBucket.name !== streamBucketName(environment)),
        settingsPath(environment, "streamBucket"),
        "the CLEAN bucket has the name of this stack's bucket",
        "use another name",
      ),
    ),
  ];
}

/** The sender's identity that a stack makes, with its region. */
function madeIdentity({ region, deployStream, mails }: MysqlToSnowflake): string[] {
  return deployStream && sendsMails(mails) && mails.identity === undefined ? [`${region}, ${mails.from}`] : [];
}
