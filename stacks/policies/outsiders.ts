import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import {
  type Addressed,
  addressed,
  blocks,
  type Resource,
  refersTo,
  statementsIn,
  type Terraform,
  texts,
} from "./terraform-json.ts";

/**
 * A role that an IAM principal assumes, rather than a service of AWS, is for another company: Snowflake. It needs an external id, and in a
 * bucket it reaches what is under named prefixes only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function checkOutsiders(stack: Terraform): Problem[] {
  return addressed(stack, "aws_iam_role").flatMap((role) => {
    const trusted = (statementsIn(role.it.assume_role_policy) ?? []).filter(({ Principal }) => isOutside(Principal));
    if (trusted.length === 0) return [];
    const rights = addressed(stack, "aws_iam_role_policy")
      .filter(({ it }) => refersTo(it.role, role))
      .flatMap(({ it }) => statementsIn(it.policy) ?? []);
    return [...trusted.flatMap((each) => checkTrust(role, each)), ...rights.flatMap((each) => checkRight(role, each))];
  });
}

function isOutside(principal: unknown): boolean {
  return (
    typeof principal !== "object" || principal === null || !Object.keys(principal).every((key) => key === "Service")
  );
}

function checkTrust({ address }: Addressed, { Condition }: Resource): Problem[] {
  const ids = texts(condition(Condition, "StringEquals", "sts:ExternalId"));
  return rule(
    ids.length > 0 && ids.every((id) => id !== ""),
    address,
    "another account may assume it without an external id",
    "make the role with constructs/snowflake-access.ts",
  );
}

function checkRight({ address }: Addressed, { Action, Condition, Resource: on }: Resource): Problem[] {
  return texts(Action).flatMap((action) => {
    if (!action.startsWith("s3:") || action === "s3:GetBucketLocation") return [];
    const paths =
      action === "s3:ListBucket" ? texts(condition(Condition, "StringLike", "s3:prefix")) : texts(on).map(pathIn);
    return rule(
      paths.length > 0 && paths.every((path) => /^[^*?]+\/\*$/.test(path)),
      address,
      `another account may use ${action} outside of named prefixes`,
      "make its rights with objectRights()",
    );
  });
}

/** Of an object's ARN, what follows the bucket. */
function pathIn(arn: string): string {
  return arn.replace(/^arn:aws:s3:::[^/]*\/?/, "");
}

function condition(conditions: unknown, operator: string, key: string): unknown {
  return blocks(conditions)
    .flatMap((each) => blocks(each[operator]))
    .map((keys) => keys[key])[0];
}
