import type { SnowflakeSettings } from "../warehouse/snowflake/settings.ts";

/** Where stacks run, and what every stack of an environment and region knows, whatever its pipeline. */
export interface Environment extends SharedSettings {
  /** Lower-case letters, digits and single hyphens. It is part of every name, so it can't be changed later. */
  readonly environment: string;
  /** AWS region of the databases and of everything but the CLEAN bucket. Can't be changed later. */
  readonly region: string;
  /**
   * If true, Terraform refuses to destroy or replace whatever holds data. When a pipeline is switched off, that data stays in AWS and
   * only leaves Terraform's state; what replicates is destroyed, because replication must stop. To take a stack down, apply `false`
   * first. Must be true in production.
   */
  readonly protectData: boolean;
  /** The same in all regions of the environment. Absent: every name has its default, and nothing of AWS is open to Snowflake. */
  readonly snowflake?: SnowflakeSettings;
}

/** What is usually the same in all environments: `environments/shared.ts`. */
export interface SharedSettings {
  /** Twelve digits. Terraform refuses to run against any other account. All stacks have the same: they share the CLEAN bucket. */
  readonly account: string;
  /**
   * Which stack owns what all stacks share: the CLEAN bucket, its lifecycle and the notification of Snowpipe. The same for all. Can't be
   * changed once that stack is deployed: Terraform would refuse to plan.
   */
  readonly primary: { readonly environment: string; readonly region: string };
  readonly cleanBucket: CleanBucketSettings;
  /** Start of every name in AWS but the buckets'. Default `clearwell`; lower-case letters, digits and single hyphens. Can't be changed later. */
  readonly namePrefix: string;
  /** Tags of every resource, with `project`, `environment` and `stack`, which are always set. Default none. */
  readonly tags: { readonly [name: string]: string };
  /**
   * ARN of the policy that limits every role, for accounts in which roles without one can't be created. Absent: none.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: string;
  readonly alarms: AlarmSettings;
  /** Absent: the state is a file on this machine. */
  readonly state?: StateSettings;
}

/** The one bucket to which the stacks of all regions write what may leave. */
export interface CleanBucketSettings {
  /** Default `legion-clean-analytics`. Bucket names are global. */
  readonly name: string;
  /** Default `us-east-1`. The bucket notifies Snowpipe's queue, which must be in the same region. */
  readonly region: string;
  /**
   * False if the bucket exists and is managed elsewhere, in the same account: then whoever manages it also sets its lifecycle, and its
   * notification of Snowpipe (a bucket has one notification configuration). It is encrypted with S3's own key: the cleaner has no right
   * on another. Default true: the primary stack creates it. If it becomes false later, the bucket leaves Terraform's state and stays in AWS, with its settings.
   */
  readonly create: boolean;
}

/**
 * Whom alarms notify: a mail address, an SNS topic that exists, or nobody, for a reason. The topic is in the stack's region and account,
 * and its policy lets CloudWatch and AWS Budgets publish; EventBridge and Snowflake publish with roles of the stack (`…-task-stopped`,
 * `…-snowflake-alarms`). If a key encrypts the topic, it is a customer key, and its policy lets these four use it (`kms:GenerateDataKey`,
 * `kms:Decrypt`). Without either the alarms exist and notify nobody.
 */
export type AlarmSettings = { readonly email: string } | { readonly topicArn: string } | { readonly none: string };

/**
 * Where Terraform keeps the state of the stacks: in an S3 bucket, or in an organization of HCP Terraform, a workspace for each stack. There
 * set each workspace's execution mode to "local", or HCP Terraform itself runs the plan, without your credentials and the lock file. The
 * workflows in `.github/` have no token for HCP Terraform.
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings#execution-mode
 */
export type StateSettings = S3State | { readonly organization: string };

interface S3State {
  readonly bucket: string;
  readonly region: string;
}

/** What a stack may cost. The address of its alarms gets a mail at 80 %, at 100 %, and when AWS forecasts 100 % for the month. */
export interface BudgetSettings {
  /** Whole US dollars a month. `npm run -s ops -- cost` estimates them. */
  readonly monthlyUsd: number;
}
