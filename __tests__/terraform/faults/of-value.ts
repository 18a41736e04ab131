import { SECOND } from "../../stacks/fixtures.ts";
import { argumentsOf, type Draft, type Fault } from "./fault.ts";

/** Values that AWS does not support, in arguments that are any text to Terraform. */
export const FAULTS_OF_VALUE: readonly Fault[] = [
  typo("aws_lambda_function", "cleaner_", "runtime", "nodejs24"),
  typo("aws_lambda_function", "cleaner_", "architectures", ["arm"]),
  typo("aws_dms_s3_endpoint", "replication-target_", "compression_type", "GZ"),
  typo("aws_dms_s3_endpoint", "replication-target_", "data_format", "CSV"),
  typo("aws_dms_replication_task", "replication_", "migration_type", "full-load-and-cdcs"),
  typo("aws_dms_endpoint", "replication-source_", "ssl_mode", "verify-fully"),
  typo("aws_dms_endpoint", "replication-source_", "engine_name", "mongo"),
  typo("aws_cloudwatch_metric_alarm", "failures_", "comparison_operator", "GreaterThan"),
  typo("aws_sns_topic_subscription", "alarms_", "protocol", "mail"),
  typo("aws_s3_bucket_ownership_controls", "raw-bucket_", "rule", { object_ownership: "BucketOwner" }),
  {
    ...typo("aws_sqs_queue", "failures_", "fifo_throughput_limit", "perQueue"),
    mistake: "an argument of which nobody has said whether it has a set of values",
    says: "aws_sqs_queue.fifo_throughput_limit: unknown whether",
  },
];

function typo(type: string, start: string, argument: string, value: unknown): Fault {
  return {
    mistake: `${JSON.stringify(value)} for ${type}.${argument}`,
    in: SECOND,
    make: (draft: Draft) => Object.assign(argumentsOf(draft, type, start), { [argument]: value }),
    caughtBy: "the SDK's enums",
    says: `${type}.${argument}`,
  };
}
