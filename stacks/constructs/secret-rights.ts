import type { Statement } from "../policy.ts";

interface Secret {
  readonly secretArn: string;
  readonly secretKeyArn?: string;
}

/** Rights to read secrets. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export function secretRights(secrets: readonly Secret[]): Omit<Statement, "Effect">[] {
  const keys = secrets.flatMap(({ secretKeyArn }) => (secretKeyArn === undefined ? [] : [secretKeyArn]));
  return [
    {
      Sid: "ReadSecret",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [...new Set(secrets.map(({ secretArn }) => secretArn))],
    },
    ...(keys.length === 0 ? [] : [{ Sid: "DecryptSecret", Action: ["kms:Decrypt"], Resource: [...new Set(keys)] }]),
  ];
}
