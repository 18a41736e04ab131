import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { addressed, blocks, type Resource, type Terraform, text } from "./terraform-json.ts";

/** Types besides buckets that hold data, and whether one is encrypted as it must be. AWS encrypts all other log groups itself. */
const ENCRYPTED: Readonly<Record<string, (it: Resource) => boolean>> = {
  aws_sqs_queue: (it) => it.sqs_managed_sse_enabled === true || it.kms_master_key_id !== undefined,
  aws_dms_replication_instance: (it) => it.kms_key_arn !== undefined,
  aws_dms_endpoint: (it) => it.kms_key_arn !== undefined,
  aws_dms_s3_endpoint: (it) => it.server_side_encryption_kms_key_id !== undefined,
  aws_kinesis_stream: (it) => it.encryption_type === "KMS" && it.kms_key_id !== undefined,
  aws_kinesis_firehose_delivery_stream: (it) => blocks(it.extended_s3_configuration)[0]?.kms_key_arn !== undefined,
  // DMS's log may quote rows.
  aws_cloudwatch_log_group: (it) => !text(it.name).startsWith("dms-tasks-") || it.kms_key_id !== undefined,
  aws_kms_key: (it) => it.enable_key_rotation === true,
  aws_redshift_cluster: (it) => it.encrypted === "true" && it.kms_key_id !== undefined,
  aws_redshiftserverless_namespace: (it) => it.kms_key_id !== undefined,
  aws_db_instance: (it) => it.storage_encrypted === true && it.kms_key_id !== undefined,
};

/** What holds rows, names objects or has access to rows is encrypted, and keys rotate. */
export function checkEncryption(stack: Terraform): Problem[] {
  const problems = Object.entries(ENCRYPTED).flatMap(([type, isEncrypted]) =>
    addressed(stack, type).flatMap(({ address, it }) => {
      if (type === "aws_kms_key") return rule(isEncrypted(it), address, "it never rotates", "set enable_key_rotation");
      return rule(isEncrypted(it), address, "it is not encrypted with a key of the stack", "give it the stack's key");
    }),
  );
  return [...problems, ...checkForgottenKey(stack)];
}

/**
 * DMS does not keep the `kms_key_arn` of an S3 endpoint. The second plan would replace the endpoint, and with it the task.
 * https://github.com/hashicorp/terraform-provider-aws/pull/48441
 */
function checkForgottenKey(stack: Terraform): Problem[] {
  return addressed(stack, "aws_dms_s3_endpoint").flatMap(({ address, it }) =>
    rule(
      it.kms_key_arn === undefined,
      address,
      "every plan would replace it, because DMS does not keep its kms_key_arn",
      "leave kms_key_arn out: server_side_encryption_kms_key_id encrypts the objects",
    ),
  );
}
