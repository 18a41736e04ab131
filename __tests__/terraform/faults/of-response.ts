import { SECOND, STAGING } from "../../stacks/fixtures.ts";
import { argumentsOf, type Draft, type Fault, reference } from "./fault.ts";

/** Values that AWS accepts and returns changed: every plan after the first would change something. */
export const FAULTS_OF_RESPONSE: readonly Fault[] = [
  again("a key of the S3 endpoint, which DMS forgets", "delete,create aws_dms_replication_task.replication_", giveKey),
  again("the same, if the task is protected", "Instance cannot be destroyed", giveKey, SECOND),
  again("an endpoint's name with capitals, which DMS lowers", "delete,create aws_dms_endpoint.", (draft) => {
    source(draft).endpoint_id = "Clearwell-staging-mongodb";
  }),
  again("a task setting that AWS returns as null", "update aws_dms_replication_task.", (draft) =>
    set(draft, { TTSettings: { EnableTT: false, TTS3Settings: null, TTRecordSettings: null } }),
  ),
  again(
    "a value that S3 sets by itself, left out",
    "update aws_s3_bucket_server_side_encryption_configuration.raw-bucket_",
    (draft) => {
      const { rule } = argumentsOf(draft, "aws_s3_bucket_server_side_encryption_configuration", "raw-bucket_");
      for (const each of rule as Record<string, unknown>[]) delete each.blocked_encryption_types;
    },
  ),
];

function again(mistake: string, says: string, make: Fault["make"], environment = STAGING): Fault {
  return { mistake, in: environment, make, caughtBy: "the second plan", says };
}

function giveKey(draft: Draft): void {
  const endpoint = argumentsOf(draft, "aws_dms_s3_endpoint", "replication-target_");
  endpoint.kms_key_arn = reference(draft, "aws_kms_key", "raw-bucket_", "arn");
}

function set(draft: Draft, settings: object): void {
  const task = argumentsOf(draft, "aws_dms_replication_task", "replication_");
  const known = JSON.parse(String(task.replication_task_settings)) as object;
  task.replication_task_settings = JSON.stringify({ ...known, ...settings });
}

const source = (draft: Draft) => argumentsOf(draft, "aws_dms_endpoint", "replication-source_");
