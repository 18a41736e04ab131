import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../../stacks/names.ts";
import { byAction, planOf } from "../plan.ts";
import { type Stack, synthesise } from "../stacks.ts";
import type { StackCheck, Subject } from "./stack-check.ts";

/** Types with rows, their protection and expiry, the keys, the failure queue, and the logs of failures. */
const KEPT = [
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_kms_key",
  "aws_kms_alias",
  "aws_sqs_queue",
  "aws_cloudwatch_log_group",
];

/**
 * Checks that Terraform forgets resources with data if DMS is switched off, and destroys the rest. If data is not protected, it
 * destroys all. What other stacks need does not change.
 */
export const switchingOff: StackCheck = async (subject) => {
  const { environment } = subject;
  const on = environment.deployDms ? subject.stack : switched(subject, true);
  const off = environment.deployDms ? switched(subject, false) : subject.stack;
  const { "no-op": untouched = [], forget = [], delete: destroyed = [], ...others } = byAction(await planOf(off, on));
  const isKept = (address: string) => environment.protectData && KEPT.includes(String(address.split(".")[0]));
  const mayBeForgotten = (address: string) => isKept(address) && !isShared(address);
  return [
    ...destroyed.filter((address) => isKept(address) || isShared(address)).map((address) => `${address} is destroyed`),
    ...forget.filter((address) => !mayBeForgotten(address)).map((address) => `${address} is forgotten`),
    ...untouched.filter((address) => !isShared(address)).map((address) => `${address} stays in the stack`),
    ...Object.entries(others).flatMap(([action, found]) => found.map((address) => `${address}: ${action}`)),
    ...(destroyed.length === 0 ? ["nothing is destroyed"] : []),
  ];
};

function isShared(address: string): boolean {
  return /\.(clean-bucket|snowpipe-hook|dms-service-roles|snowflake|snowflake-alarms)_/.test(address);
}

function switched({ environment, environments }: Subject, deployDms: boolean): Stack {
  const name = stackName(environment);
  const all: readonly MongodbToSnowflake[] = environments.map((each) =>
    stackName(each) === name ? { ...each, deployDms } : each,
  );
  return synthesise(all).get(name) as Stack;
}
