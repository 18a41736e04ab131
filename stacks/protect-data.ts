import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { DmsReplicationTask } from "@cdktf/provider-aws/lib/dms-replication-task/index.js";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { RedshiftCluster } from "@cdktf/provider-aws/lib/redshift-cluster/index.js";
import { RedshiftserverlessNamespace } from "@cdktf/provider-aws/lib/redshiftserverless-namespace/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import type { TerraformStack } from "cdktf";

/** What can't be recreated: rows, their key, the position up to which a source was read, the list of what failed; a warehouse, with its users. */
const STATEFUL = [
  ...[S3Bucket, KmsKey, DmsReplicationTask, SqsQueue, KinesisStream, SsmParameter],
  ...[RedshiftCluster, RedshiftserverlessNamespace, DbInstance],
];

/**
 * Sets `prevent_destroy` and `force_destroy`. If protected, Terraform refuses every plan that would destroy or replace one of these
 * resources, and AWS refuses to delete a bucket that is not empty. This does not protect a resource that is no longer in the stack:
 * `keep-data.ts` does. If not protected, a stack can be destroyed with all its data.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 */
export function protectData(stack: TerraformStack, protect: boolean): void {
  for (const node of stack.node.findAll()) {
    for (const type of STATEFUL)
      if (node instanceof type) node.lifecycle = { ...node.lifecycle, preventDestroy: protect };
    if (node instanceof S3Bucket) node.forceDestroy = !protect;
  }
}
