import type { ReadBacks } from "./read-back.ts";
import { BUDGETS } from "./read-backs/budgets.ts";
import { CLOUDWATCH } from "./read-backs/cloudwatch.ts";
import { DMS } from "./read-backs/dms.ts";
import { IAM } from "./read-backs/iam.ts";
import { LAMBDA } from "./read-backs/lambda.ts";
import { MESSAGES } from "./read-backs/messages.ts";
import { NETWORK } from "./read-backs/network.ts";
import { S3 } from "./read-backs/s3.ts";

/**
 * What AWS answers when it is asked for a resource that Terraform made: what it forgets, rewrites or fills in, and what it
 * echoes. Every argument that a stack sets is here, or `read-backs.test.ts` fails: each must be looked at once.
 */
export const READ_BACKS: ReadBacks = {
  ...BUDGETS,
  ...CLOUDWATCH,
  ...DMS,
  ...IAM,
  ...LAMBDA,
  ...MESSAGES,
  ...NETWORK,
  ...S3,
};
