import { PRIMARY, SECOND, STAGING, SWITCHED_OFF } from "../../stacks/fixtures.ts";
import { argumentsOf, type Draft, expression, type Fault, idOf, reference } from "./fault.ts";

/** Mistakes that are valid for Terraform. */
export const FAULTS_OF_MEANING: readonly Fault[] = [
  {
    mistake: "a prefix that is not the stack's",
    in: SECOND,
    make: (draft) =>
      set(trigger(draft), "lambda_function", [{ ...firstCall(draft), filter_prefix: "mongodb-data/other/" }]),
    caughtBy: "terraform test",
    says: "the cleaner is notified of its database only",
  },
  {
    mistake: "a bucket of another name",
    in: STAGING,
    make: (draft) => set(raw(draft), "bucket", "legion-analytics"),
    caughtBy: "terraform test",
    says: "RAW has its name",
  },
  {
    mistake: "a task that starts with the deploy",
    in: SECOND,
    make: (draft) =>
      set(argumentsOf(draft, "aws_dms_replication_task", "replication_"), "start_replication_task", true),
    caughtBy: "terraform test",
    says: "no deploy starts the task",
  },
  {
    mistake: "CLEAN made by the provider of the stack's own region",
    in: PRIMARY,
    make: (draft) => delete argumentsOf(draft, "aws_s3_bucket", "clean-bucket_").provider,
    caughtBy: "terraform test",
    says: "made by the provider of its region",
  },
  {
    mistake: "a stack whose objects in CLEAN never expire",
    in: PRIMARY,
    make: (draft) => {
      const { rule } = argumentsOf(draft, "aws_s3_bucket_lifecycle_configuration", "clean-bucket_");
      (rule as unknown[]).splice(1, 1);
    },
    caughtBy: "terraform test",
    says: "CLEAN has rules for the prefix of every stack",
  },
  {
    mistake: "a stack that never notifies Snowpipe",
    in: PRIMARY,
    make: (draft) => {
      const { queue } = argumentsOf(draft, "aws_s3_bucket_notification", "snowpipe-hook_");
      (queue as unknown[]).splice(1, 1);
    },
    caughtBy: "terraform test",
    says: "CLEAN has rules for the prefix of every stack",
  },
  {
    mistake: "full rows written to CLEAN",
    in: PRIMARY,
    make: (draft) => {
      const clean = reference(draft, "aws_s3_bucket", "clean-bucket_", "id");
      set(argumentsOf(draft, "aws_dms_s3_endpoint", "replication-target_"), "bucket_name", clean);
    },
    caughtBy: "terraform test",
    says: "DMS writes to RAW",
  },
  {
    mistake: "an expression that fails after its values are known",
    in: SECOND,
    make: (draft) => {
      const url = reference(draft, "aws_sqs_queue", "failures_", "url").slice(2, -1);
      draft.output.failure_queue_url = { value: expression(`regex("^ftp://", ${url})`) };
    },
    caughtBy: "terraform test",
    says: "regex",
  },
  {
    mistake: "a pipeline although DMS is off",
    in: SWITCHED_OFF,
    make: (draft) =>
      Object.assign(draft, { resource: { aws_sns_topic: { alarms_topic_00000000: { name: "alarms" } } } }),
    caughtBy: "the plan",
    says: "[C-051] the pipeline, if DMS is on: created, although switched off",
  },
  {
    mistake: "CLEAN in a stack that does not own it",
    in: SECOND,
    make: (draft) =>
      set(draft.resource.aws_s3_bucket as object, "second_00000000", { bucket: "legion-clean-analytics" }),
    caughtBy: "the plan",
    says: "[C-045, C-047] CLEAN, in the primary stack: created, although switched off",
  },
  {
    mistake: "the primary stack without the Snowpipe hook",
    in: PRIMARY,
    make: (draft) => {
      const hooks = draft.resource.aws_s3_bucket_notification ?? {};
      for (const id of Object.keys(hooks)) if (id.startsWith("snowpipe-hook_")) delete hooks[id];
    },
    caughtBy: "the plan",
    says: "[C-055] the Snowpipe hook: not created",
  },
  {
    mistake: "a removed resource that still exists",
    in: SECOND,
    make: (draft) => {
      const from = `aws_sqs_queue.${idOf(draft, "aws_sqs_queue", "failures_")}`;
      set(draft, "removed", [{ from, lifecycle: { destroy: false } }]);
    },
    caughtBy: "the plan",
    says: "Removed resource still exists",
  },
  {
    mistake: "a bucket of full rows that a plan may destroy",
    in: SECOND,
    make: (draft) => delete raw(draft).lifecycle,
    caughtBy: "the plan that would destroy",
    says: "aws_s3_bucket.raw-bucket_raw_bucket_568D2391 could be destroyed",
  },
  {
    mistake: "a queue that can't be destroyed with an unprotected stack",
    in: STAGING,
    make: (draft) => set(argumentsOf(draft, "aws_sqs_queue", "failures_"), "lifecycle", { prevent_destroy: true }),
    caughtBy: "the plan that would destroy",
    says: "can't be destroyed",
  },
  {
    mistake: "a key of rows that is not kept if DMS is switched off",
    in: SWITCHED_OFF,
    make: ({ removed }) =>
      removed.splice(
        removed.findIndex(({ from }) => from.startsWith("aws_kms_key."), 1),
        1,
      ),
    caughtBy: "the plan that switches off",
    says: "aws_kms_key.raw-bucket_key_CCD23159 is destroyed",
  },
];

const raw = (draft: Draft) => argumentsOf(draft, "aws_s3_bucket", "raw-bucket_");
const trigger = (draft: Draft) => argumentsOf(draft, "aws_s3_bucket_notification", "cleaner-trigger_");

function firstCall(draft: Draft): object {
  return (trigger(draft).lambda_function as object[])[0] ?? {};
}

function set(target: object, name: string, value: unknown): void {
  Object.assign(target, { [name]: value });
}
