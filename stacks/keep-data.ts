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

/** Rows, what guards and expires them, the keys, the list of what failed, the logs that say why. The task is not here: it must stop. */
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
 * Leaves the data of a pipeline that is no longer in the stack where it is. `prevent_destroy` can't: Terraform forgets it
 * together with the resource. So each is listed as removed and not to be destroyed, by the address that it has when the
 * pipeline is built, here aside; for one that never existed, this does nothing.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export function keepData(stack: TerraformStack, addPipeline: (aside: TerraformStack) => void): void {
  const aside = new TerraformStack(new App({ outdir: App.of(stack).outdir }), stack.node.id);
  addPipeline(aside);
  const built = aside.node.findAll().filter((node) => node instanceof TerraformResource);
  stack.addOverride("removed", built.filter(isKept).map(leave));
}

function isKept(resource: TerraformResource): boolean {
  return KEPT.some((type) => resource instanceof type);
}

function leave({ terraformResourceType, friendlyUniqueId }: TerraformResource) {
  return { from: `${terraformResourceType}.${friendlyUniqueId}`, lifecycle: { destroy: false } };
}
