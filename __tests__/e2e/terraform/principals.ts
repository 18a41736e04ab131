type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

interface Policy {
  readonly Statement: readonly { readonly Condition?: Condition }[];
}

/**
 * A policy with the same meaning for the emulator as for AWS. If a role acts, AWS's `aws:PrincipalArn` is the role's ARN, and the
 * emulator's is that of the role's session: so the policy names both.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function nameSessionsToo(policy: string): string {
  const document = JSON.parse(policy) as Policy;
  for (const { Condition = {} } of document.Statement) {
    for (const operands of Object.values(Condition) as Record<string, string | readonly string[]>[]) {
      const named = operands["aws:PrincipalArn"];
      if (named !== undefined) operands["aws:PrincipalArn"] = [named].flat().flatMap((arn) => [arn, sessionsOf(arn)]);
    }
  }
  return JSON.stringify(document);
}

/** `arn:aws:iam::1:role/a` to `arn:aws:sts::1:assumed-role/a/*`. */
function sessionsOf(arn: string): string {
  return `${arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/*`;
}
