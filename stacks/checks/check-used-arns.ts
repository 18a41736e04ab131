import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { rule } from "./rule.ts";

// What stacks use and do not create. `where` is the path of the setting.

type Owner = Pick<Environment, "account" | "region">;

/** A key's ARN, not an alias: rights are on keys. */
export function checkKey({ account, region }: Owner, where: string, arn: string | undefined): Problem[] {
  const start = `arn:aws:kms:${region}:${account}:key/`;
  return rule(
    arn === undefined || (arn.startsWith(start) && /^[a-z0-9-]{8,64}$/.test(arn.slice(start.length))),
    where,
    `"${arn}" is not the ARN of a key in the stack's region and account`,
    `use one that starts with ${start}`,
  );
}

/**
 * The role may read the secret with exactly this ARN. With a shortened one, DMS would be refused, and only when the task starts.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
export function checkSecret(owner: Owner, where: string, secretArn: string): Problem[] {
  const problems = checkArn(owner, where, secretArn, "secretsmanager", "secret:");
  if (problems.length > 0) return problems;
  return rule(
    /:secret:[^:]+-[A-Za-z0-9]{6}$/.test(secretArn),
    where,
    `"${secretArn}" does not end like an ARN of Secrets Manager`,
    "copy the whole ARN: it ends with a hyphen and six letters or digits after the name",
  );
}

/** Only a DNS name: it becomes part of a list of attributes in one text, where `;` and `=` would begin another attribute. */
export function checkSecretsManager(where: string, endpoint: string | undefined): Problem[] {
  return rule(
    endpoint === undefined || /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(endpoint),
    where,
    `"${endpoint}" is not a DNS name`,
    "write only the endpoint's DNS name in lower case, without `https://`, port and path",
  );
}

/** A certificate that was imported into DMS. */
export function checkCertificate(owner: Owner, where: string, arn: string): Problem[] {
  return checkArn(owner, where, arn, "dms", "cert:");
}

/** DMS accepts secrets and certificates of its own region and account only. */
function checkArn(owner: Owner, where: string, arn: string, service: string, type: string): Problem[] {
  const { account, region } = owner;
  const expected = `arn:aws:${service}:${region}:${account}:${type}`;
  return rule(
    arn.startsWith(expected) && arn.length > expected.length,
    where,
    `"${arn}" is not in the stack's region and account`,
    `use one that starts with ${expected}`,
  );
}
