import { firstDatabase } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { cleanPrefix, rawBucketName, rawPrefix } from "../../stacks/mongodb-to-snowflake/names.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { resourceName } from "../../stacks/names.ts";
import { addressesIn, addressOf } from "./addresses.ts";
import type { Block } from "./provider/schema.ts";
import type { Stack } from "./stacks.ts";
import { type Assert, literal } from "./test-file.ts";

/** An expression, and its expected text. */
type Expected = readonly [says: string, expression: string, text: string];

/** Asserts on the plan of a stack with DMS on: names, prefixes, and that nothing starts by itself. */
export function plannedAsserts(stack: Stack, environment: MongodbToSnowflake): Assert[] {
  const at = (type: string, start: string) => addressOf(stack, type, start);
  const variables = `${at("aws_lambda_function", "cleaner_")}.environment[0].variables`;
  const target = at("aws_dms_s3_endpoint", "replication-target_");
  const trigger = `${at("aws_s3_bucket_notification", "cleaner-trigger_")}.lambda_function[0]`;
  return [
    ...equal([
      ["RAW has its name", `${at("aws_s3_bucket", "raw-bucket_")}.bucket`, rawBucketName(environment)],
      ["DMS writes into the folder", `${target}.bucket_folder`, environment.rawFolder],
      ["DMS writes the null marker of the environment", `${target}.csv_null_value`, environment.nullMarker],
      ["the cleaner has the same null marker", `${variables}.NULL_MARKER`, environment.nullMarker],
      [
        "the cleaner is notified of its database only",
        `${trigger}.filter_prefix`,
        rawPrefix(environment, firstDatabase(environment)),
      ],
      ["the cleaner has the name of RAW", `${variables}.RAW_BUCKET`, rawBucketName(environment)],
      ["the cleaner has the name of CLEAN", `${variables}.CLEAN_BUCKET`, environment.cleanBucket.name],
      ["the cleaner writes below its stack's prefix", `${variables}.CLEAN_PREFIX`, cleanPrefix(environment)],
      ["the queue has its name", `${at("aws_sqs_queue", "failures_")}.name`, resourceName(environment, "failures")],
      ["an output has the prefix", "output.clean_prefix", cleanPrefix(environment)],
      ["an output has the bucket", "output.raw_bucket", rawBucketName(environment)],
    ]),
    {
      says: "[C-040] no deploy starts the task",
      condition: `!${at("aws_dms_replication_task", "replication_")}.start_replication_task`,
    },
  ];
}

/** Asserts after the apply: the references between resources, and the provider that made each. */
export function appliedAsserts(
  stack: Stack,
  environment: MongodbToSnowflake,
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
    ["RAW notifies the cleaner", `${at("aws_s3_bucket_notification", "cleaner-trigger_")}.bucket`, `${raw}.id`],
    ["failures go to the failure queue", `${retries}.destination_config[0].on_failure[0].destination`, `${queue}.arn`],
    ["an output has the task", "output.replication_task_arn", `${task}.replication_task_arn`],
    ["an output has the function", "output.cleaner_function", `${cleaner}.function_name`],
  ];
  return [
    ...same.map(([says, one, other]) => ({ says, condition: `${one} == ${other}` })),
    ...madeWhereTheyBelong(stack, environment, types),
  ];
}

/** Asserts on the primary stack's shared resources: CLEAN, its expiry and its notification, for every stack's prefix. */
export function sharedAsserts(
  stack: Stack,
  environment: MongodbToSnowflake,
  all: readonly MongodbToSnowflake[],
): Assert[] {
  if (!isPrimary(environment)) return [];
  const at = (type: string, start: string) => addressOf(stack, type, start);
  const rules = `${at("aws_s3_bucket_lifecycle_configuration", "clean-bucket_")}.rule`;
  const prefixes = JSON.stringify(all.map(cleanPrefix));
  const hook =
    environment.snowpipeSqsArn === undefined
      ? []
      : [`${at("aws_s3_bucket_notification", "snowpipe-hook_")}.queue[*].filter_prefix`];
  return [
    ...equal([
      ["[C-043] CLEAN has its name", `${at("aws_s3_bucket", "clean-bucket_")}.bucket`, environment.cleanBucket.name],
    ]),
    ...[`flatten([for rule in ${rules} : rule.filter[*].prefix])`, ...hook].map((found) => ({
      says: "[T-06, T-07] CLEAN has rules for the prefix of every stack",
      condition: `length(setsubtract(${prefixes}, ${found})) == 0`,
    })),
  ];
}

/** CLEAN and its settings are in CLEAN's region, everything else in the stack's. Roles have no region. */
function madeWhereTheyBelong(
  stack: Stack,
  { cleanBucket, region }: MongodbToSnowflake,
  types: Readonly<Record<string, Block>>,
): Assert[] {
  const isRegional = (address: string) =>
    types[String(address.split(".")[0])]?.attributes.some(({ name }) => name === "region") ?? false;
  const regional = addressesIn(stack).filter(isRegional);
  return equal(
    regional.map((address): Expected => {
      const shared = /\.(clean-bucket|snowpipe-hook)_/.test(address);
      return ["[C-046] made by the provider of its region", `${address}.region`, shared ? cleanBucket.region : region];
    }),
  );
}

function equal(expected: readonly Expected[]): Assert[] {
  return expected.map(([says, expression, text]) => ({
    says: `${says}: ${expression}`,
    condition: `${expression} == ${literal(text)}`,
  }));
}
