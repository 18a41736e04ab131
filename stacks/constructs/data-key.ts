import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

interface DataKeyProps {
  /** What it encrypts. */
  readonly of: string;
  /** Without `alias/`. */
  readonly alias: string;
}

/** Adds the key that encrypts a stack's rows. @returns its ARN */
export function addDataKey(scope: Construct, { of, alias }: DataKeyProps): string {
  const key = new KmsKey(scope, "key", {
    description: `clearwell ${TerraformStack.of(scope).node.id}: ${of}`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
  });
  // So that an operator can find the key if it is no longer in the stack.
  new KmsAlias(scope, "key-alias", { name: `alias/${alias}`, targetKeyId: key.keyId });
  return key.arn;
}
