import type { Problem } from "../../contracts/problem.ts";
import type { Environment, StateSettings } from "../environment.ts";
import { checkRegion } from "./check-region.ts";
import { rule } from "./rule.ts";

/** What every stack uses and does not create: the place of its state, the permissions boundary. */
export function checkReferences({ account, permissionsBoundary, state }: Environment): Problem[] {
  return [
    ...(state === undefined ? [] : checkState(state)),
    ...rule(
      permissionsBoundary === undefined || isPolicy(permissionsBoundary, account),
      "permissionsBoundary",
      `"${permissionsBoundary}" is not the ARN of a policy of the account or of AWS`,
      `use one that starts with arn:aws:iam::${account}:policy/`,
    ),
  ];
}

function isPolicy(arn: string, account: string): boolean {
  return [account, "aws"].some((owner) => new RegExp(`^arn:aws:iam::${owner}:policy/[\\w+=,.@/-]+$`).test(arn));
}

function checkState(state: StateSettings): Problem[] {
  if ("organization" in state)
    return rule(
      /^[A-Za-z0-9_-]{3,40}$/.test(state.organization),
      "state.organization",
      `"${state.organization}" is not an organization of HCP Terraform`,
      "write its name as its address has it: app.terraform.io/app/<name>",
    );
  return [
    ...rule(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(state.bucket),
      "state.bucket",
      `"${state.bucket}" is not a bucket's name`,
      "write the name alone, without `s3://` and path",
    ),
    ...checkRegion("state.region", state.region),
  ];
}
