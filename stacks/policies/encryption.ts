import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { addressed, type Resource, type Terraform } from "./terraform-json.ts";

/** What holds data besides buckets, and by which argument it is encrypted. Log groups are by AWS itself. */
const ENCRYPTED: Readonly<Record<string, (it: Resource) => boolean>> = {
  aws_sqs_queue: (it) => it.sqs_managed_sse_enabled === true || it.kms_master_key_id !== undefined,
  aws_dms_replication_instance: (it) => it.kms_key_arn !== undefined,
  aws_dms_endpoint: (it) => it.kms_key_arn !== undefined,
  aws_dms_s3_endpoint: (it) => it.kms_key_arn !== undefined && it.server_side_encryption_kms_key_id !== undefined,
  aws_kms_key: (it) => it.enable_key_rotation === true,
};

/** Whatever holds rows, pointers to rows or the way to them is encrypted, and the key to it rotates. */
export function checkEncryption(stack: Terraform): Problem[] {
  return Object.entries(ENCRYPTED).flatMap(([type, isEncrypted]) =>
    addressed(stack, type).flatMap(({ address, it }) => {
      if (type === "aws_kms_key") return rule(isEncrypted(it), address, "its key never rotates", "rotate it");
      return rule(isEncrypted(it), address, "it is not encrypted by a key of ours", "give it the stack's key");
    }),
  );
}
