import { policyDocument, type Statement } from "../../stacks/policy.ts";

/** Characters that IAM allows in a managed policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const POLICY_LIMIT = 6_144;

/** The statements as policies that IAM takes, as few as follow from their order: where one is full, the next begins, if need be within a statement. */
export function partsOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const parts: Statement[][] = [[]];
  for (const statement of statements)
    for (const action of statement.Action) {
      const part = parts.at(-1) ?? [];
      const longer = withAction(part, statement, action);
      if (policyDocument(longer).length <= POLICY_LIMIT) parts[parts.length - 1] = longer;
      else parts.push(withAction([], statement, action));
    }
  return parts;
}

function withAction(part: readonly Statement[], statement: Statement, action: string): Statement[] {
  const last = part.at(-1);
  if (last?.Sid !== statement.Sid) return [...part, { ...statement, Action: [action] }];
  return [...part.slice(0, -1), { ...last, Action: [...last.Action, action] }];
}
