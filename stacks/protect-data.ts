import { DmsReplicationTask } from "@cdktf/provider-aws/lib/dms-replication-task/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import type { TerraformStack } from "cdktf";

/** What can't be made again: rows, the key to them, the task's place in the change stream, the list of what failed. */
const STATEFUL = [S3Bucket, KmsKey, DmsReplicationTask, SqsQueue];

/**
 * The one switch. On, Terraform refuses every plan that would destroy or replace something stateful that the stack has, and S3
 * refuses to drop a bucket that is not empty. What the stack no longer has, Terraform would destroy: that is for `keep-data.ts`.
 * Off, a stack can be taken down with all that is in it.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 */
export function protectData(stack: TerraformStack, protect: boolean): void {
  for (const node of stack.node.findAll()) {
    for (const type of STATEFUL) if (node instanceof type) node.lifecycle = { preventDestroy: protect };
    if (node instanceof S3Bucket) node.forceDestroy = !protect;
  }
}
