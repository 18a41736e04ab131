import type { ReadBacks } from "./read-back.ts";
import { BATCH } from "./read-backs/batch.ts";
import { BUDGETS } from "./read-backs/budgets.ts";
import { CLOUDTRAIL } from "./read-backs/cloudtrail.ts";
import { CLOUDWATCH } from "./read-backs/cloudwatch.ts";
import { DMS } from "./read-backs/dms.ts";
import { EC2 } from "./read-backs/ec2.ts";
import { GLUE } from "./read-backs/glue.ts";
import { IAM } from "./read-backs/iam.ts";
import { LAMBDA } from "./read-backs/lambda.ts";
import { MAILS } from "./read-backs/mails.ts";
import { MESSAGES } from "./read-backs/messages.ts";
import { NETWORK } from "./read-backs/network.ts";
import { RDS } from "./read-backs/rds.ts";
import { REDSHIFT } from "./read-backs/redshift.ts";
import { S3 } from "./read-backs/s3.ts";
import { SCHEDULER } from "./read-backs/scheduler.ts";
import { STREAMS } from "./read-backs/streams.ts";

/**
 * What AWS returns for a resource that Terraform made: what it forgets, rewrites, fills in and echoes. Every argument that a
 * stack sets must be here, or `read-backs.test.ts` fails: somebody has to look each up once.
 */
export const READ_BACKS: ReadBacks = {
  ...BATCH,
  ...BUDGETS,
  ...CLOUDTRAIL,
  ...CLOUDWATCH,
  ...DMS,
  ...EC2,
  ...GLUE,
  ...IAM,
  ...LAMBDA,
  ...MAILS,
  ...MESSAGES,
  ...NETWORK,
  ...RDS,
  ...REDSHIFT,
  ...S3,
  ...SCHEDULER,
  ...STREAMS,
};
