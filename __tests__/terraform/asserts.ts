import type { Environment } from "../../stacks/environment.ts";
import {
  CLEAN_BUCKET,
  CLEAN_BUCKET_REGION,
  cleanPrefix,
  RAW_FOLDER,
  rawBucketName,
  rawPrefix,
  resourceName,
} from "../../stacks/names.ts";
import { isPrimary } from "../../stacks/primary.ts";
import { addressesIn, addressOf } from "./addresses.ts";
import type { Block } from "./provider/schema.ts";
import type { Stack } from "./stacks.ts";
import { type Assert, literal } from "./test-file.ts";

/** An expression, and the text that it must be. */
type Expected = readonly [says: string, expression: string, text: string];

/** What a stack with DMS on must be once it is planned: names, prefixes, and that nothing starts by itself. */
export function plannedAsserts(stack: Stack, environment: Environment): Assert[] {
  const at = (type: string, start: string) => addressOf(stack, type, start);
  const variables = `${at("aws_lambda_function", "cleaner_")}.environment[0].variables`;
  const target = at("aws_dms_s3_endpoint", "replication-target_");
  const trigger = `${at("aws_s3_bucket_notification", "cleaner-trigger_")}.lambda_function[0]`;
  return [
    ...equal([
      ["RAW has its name", `${at("aws_s3_bucket", "raw-bucket_")}.bucket`, rawBucketName(environment)],
      ["DMS writes into the folder", `${target}.bucket_folder`, RAW_FOLDER],
      ["DMS and the cleaner agree on null", `${target}.csv_null_value`, environment.nullMarker],
      ["the cleaner is told what null is", `${variables}.NULL_MARKER`, environment.nullMarker],
      ["the cleaner hears of its database only", `${trigger}.filter_prefix`, rawPrefix(environment)],
      ["the cleaner knows RAW", `${variables}.RAW_BUCKET`, rawBucketName(environment)],
      ["the cleaner knows CLEAN", `${variables}.CLEAN_BUCKET`, CLEAN_BUCKET],
      ["the cleaner writes below its stack's prefix", `${variables}.CLEAN_PREFIX`, cleanPrefix(environment)],
      ["the queue has its name", `${at("aws_sqs_queue", "failures_")}.name`, resourceName(environment, "failures")],
      ["an operator is told the prefix", "output.clean_prefix", cleanPrefix(environment)],
      ["an operator is told the bucket", "output.raw_bucket", rawBucketName(environment)],
    ]),
    {
      says: "[C-040] no deploy starts the task",
      condition: `!${at("aws_dms_replication_task", "replication_")}.start_replication_task`,
    },
  ];
}

/** What must hold once it is applied: who refers to whom, and by which provider each thing was made. */
export function appliedAsserts(
  stack: Stack,
  environment: Environment,
  types: Readonly<Record<string, Block>>,
): Assert[] {
  const at = (type: string, start: string) => addressOf(stack, type, start);
  const [raw, task] = [at("aws_s3_bucket", "raw-bucket_"), at("aws_dms_replication_task", "replication_")];
  const [cleaner, queue] = [at("aws_lambda_function", "cleaner_"), at("aws_sqs_queue", "failures_")];
  const [key, target] = [at("aws_kms_key", "raw-bucket_"), at("aws_dms_s3_endpoint", "replication-target_")];
  const retries = at("aws_lambda_function_event_invoke_config", "cleaner_");
  const same: readonly [says: string, one: string, other: string][] = [
    ["DMS writes to RAW", `${target}.bucket_name`, `${raw}.id`],
    ["DMS encrypts with RAW's key", `${target}.server_side_encryption_kms_key_id`, `${key}.arn`],
    ["RAW calls the cleaner", `${at("aws_s3_bucket_notification", "cleaner-trigger_")}.bucket`, `${raw}.id`],
    ["what fails is told", `${retries}.destination_config[0].on_failure[0].destination`, `${queue}.arn`],
    ["the task can be found", "output.replication_task_arn", `${task}.replication_task_arn`],
    ["the function can be found", "output.cleaner_function", `${cleaner}.function_name`],
  ];
  return [
    ...same.map(([says, one, other]) => ({ says, condition: `${one} == ${other}` })),
    ...madeWhereTheyBelong(stack, environment, types),
  ];
}

/** What the primary stack owns for all: CLEAN, its expiry and its notification, for every stack's prefix. */
export function sharedAsserts(stack: Stack, environment: Environment, all: readonly Environment[]): Assert[] {
  if (!isPrimary(environment)) return [];
  const at = (type: string, start: string) => addressOf(stack, type, start);
  const rules = `${at("aws_s3_bucket_lifecycle_configuration", "clean-bucket_")}.rule`;
  const prefixes = JSON.stringify(all.map(cleanPrefix));
  const hook =
    environment.snowpipeSqsArn === undefined
      ? []
      : [`${at("aws_s3_bucket_notification", "snowpipe-hook_")}.queue[*].filter_prefix`];
  return [
    ...equal([["[C-043] CLEAN has its name", `${at("aws_s3_bucket", "clean-bucket_")}.bucket`, CLEAN_BUCKET]]),
    ...[`flatten([for rule in ${rules} : rule.filter[*].prefix])`, ...hook].map((found) => ({
      says: "[T-06, T-07] CLEAN expires and is announced under the prefix of every stack",
      condition: `length(setsubtract(${prefixes}, ${found})) == 0`,
    })),
  ];
}

/** CLEAN and what hangs on it in its own region, all else in the stack's. Roles are in none. */
function madeWhereTheyBelong(stack: Stack, { region }: Environment, types: Readonly<Record<string, Block>>): Assert[] {
  const isRegional = (address: string) =>
    types[String(address.split(".")[0])]?.attributes.some(({ name }) => name === "region") ?? false;
  const regional = addressesIn(stack).filter(isRegional);
  return equal(
    regional.map((address): Expected => {
      const shared = /\.(clean-bucket|snowpipe-hook)_/.test(address);
      return ["[C-046] made by the provider of its region", `${address}.region`, shared ? CLEAN_BUCKET_REGION : region];
    }),
  );
}

function equal(expected: readonly Expected[]): Assert[] {
  return expected.map(([says, expression, text]) => ({
    says: `${says}: ${expression}`,
    condition: `${expression} == ${literal(text)}`,
  }));
}
