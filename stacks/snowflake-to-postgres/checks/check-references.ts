import type { Problem } from "../../../contracts/problem.ts";
import { checkKey, checkSecret } from "../../checks/check-used-arns.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** What the stacks use and do not create: the secret, keys, readers, the account of Snowflake. */
export function checkReferences(environment: SnowflakeToPostgres): Problem[] {
  const { buckets, export: exported, rawKeyArn, snowflake } = environment;
  return [
    ...checkSecret(environment, "export.privateKeyArn", exported.privateKeyArn),
    ...checkKey(environment, "export.privateKeyKeyArn", exported.privateKeyKeyArn),
    ...checkKey(environment, "rawKeyArn", rawKeyArn),
    ...rule(
      snowflake?.account !== undefined,
      "export",
      "nothing says which account of Snowflake is exported from",
      "set snowflake.account in the environment",
    ),
    ...buckets.readerArns.flatMap((arn) =>
      rule(
        /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn),
        "buckets.readerArns",
        `"${arn}" is not the ARN of a role`,
        `write it as arn:aws:iam::${environment.account}:role/<name>`,
      ),
    ),
    ...duplicates(buckets.readerArns, (arn) => arn).map((arn) => ({
      where: "buckets.readerArns",
      problem: `${arn} is there twice`,
      remedy: "remove one of them",
    })),
  ];
}
