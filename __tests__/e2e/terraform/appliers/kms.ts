import { CreateAliasCommand, CreateKeyCommand, EnableKeyRotationCommand } from "@aws-sdk/client-kms";
import type { Applier } from "../applier.ts";

interface Key {
  readonly description: string;
  readonly enable_key_rotation: boolean;
  /** Terraform uses this only when it destroys the key. */
  readonly deletion_window_in_days: number;
  readonly policy?: string;
}

interface Alias {
  readonly name: string;
  readonly target_key_id: string;
}

export const key: Applier<Key> = async (args, { aws }) => {
  const { KeyMetadata } = await aws.kms.send(
    new CreateKeyCommand({ Description: args.description, Policy: args.policy }),
  );
  const { KeyId = "", Arn = "" } = KeyMetadata ?? {};
  if (args.enable_key_rotation) await aws.kms.send(new EnableKeyRotationCommand({ KeyId }));
  if (args.deletion_window_in_days < 30)
    throw new Error(`${args.description}: the deletion window is less than 30 days`);
  return { id: KeyId, key_id: KeyId, arn: Arn };
};

export const alias: Applier<Alias> = async ({ name: AliasName, target_key_id: TargetKeyId }, { aws }) => {
  await aws.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
  return { id: AliasName, name: AliasName };
};
