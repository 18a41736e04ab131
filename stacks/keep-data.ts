import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { App, TerraformResource, TerraformStack } from "cdktf";

/** The buckets with what protects and expires their objects, the keys, the failure queue, the logs. Not the task, which must stop. */
const KEPT = [
  S3Bucket,
  S3BucketLifecycleConfiguration,
  S3BucketOwnershipControls,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3BucketServerSideEncryptionConfigurationA,
  KmsKey,
  KmsAlias,
  SqsQueue,
  CloudwatchLogGroup,
];

/**
 * Keeps the data of a pipeline that is no longer in the stack. `prevent_destroy` can't do that: it is removed together with the
 * resource. So each resource that holds data gets a `removed` block with `destroy = false`: it stays in AWS and leaves Terraform's
 * state. The addresses come from building the pipeline in a stack that is thrown away. For a resource that never existed, the
 * block does nothing.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export function keepData(stack: TerraformStack, addPipeline: (scratch: TerraformStack) => void): RemovedBlock[] {
  return resourcesOf(stack, addPipeline).filter(isKept).map(removedBlock);
}

/** Leaves all resources in AWS that something would add: for what is managed elsewhere from now on. */
export function leaveAll(stack: TerraformStack, add: (scratch: TerraformStack) => void): RemovedBlock[] {
  return resourcesOf(stack, add).map(removedBlock);
}

/** Sets the blocks of a stack; it has one list of them. */
export function setRemoved(stack: TerraformStack, blocks: readonly RemovedBlock[]): void {
  if (blocks.length > 0) stack.addOverride("removed", blocks);
}

interface RemovedBlock {
  readonly from: string;
  readonly lifecycle: { readonly destroy: false };
}

function resourcesOf(stack: TerraformStack, add: (scratch: TerraformStack) => void): TerraformResource[] {
  const scratch = new TerraformStack(new App({ outdir: App.of(stack).outdir }), stack.node.id);
  add(scratch);
  return scratch.node.findAll().filter((node) => node instanceof TerraformResource);
}

function isKept(resource: TerraformResource): boolean {
  return KEPT.some((type) => resource instanceof type);
}

function removedBlock({ terraformResourceType, friendlyUniqueId }: TerraformResource): RemovedBlock {
  return { from: `${terraformResourceType}.${friendlyUniqueId}`, lifecycle: { destroy: false } };
}
