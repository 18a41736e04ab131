import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { addressed, type Terraform, text } from "./terraform-json.ts";

/** The longest names that AWS allows. It refuses a longer one only at apply. */
export const LIMITS: readonly (readonly [type: string, argument: string, most: number])[] = [
  ["aws_s3_bucket", "bucket", 63],
  ["aws_lambda_function", "function_name", 64],
  ["aws_iam_role", "name", 64],
  ["aws_iam_role_policy", "name", 128],
  ["aws_sqs_queue", "name", 80],
  ["aws_sns_topic", "name", 256],
  ["aws_dynamodb_table", "name", 255],
  ["aws_sfn_state_machine", "name", 80],
  ["aws_cloudwatch_event_rule", "name", 64],
  ["aws_scheduler_schedule", "name", 64],
  ["aws_scheduler_schedule_group", "name", 64],
  ["aws_kinesis_stream", "name", 128],
  ["aws_kinesis_firehose_delivery_stream", "name", 64],
  ["aws_ssm_parameter", "name", 1011],
  ["aws_cloudwatch_metric_alarm", "alarm_name", 255],
  ["aws_cloudwatch_dashboard", "dashboard_name", 255],
  ["aws_cloudwatch_log_group", "name", 512],
  ["aws_dms_replication_instance", "replication_instance_id", 63],
  ["aws_dms_endpoint", "endpoint_id", 255],
  ["aws_dms_s3_endpoint", "endpoint_id", 255],
  ["aws_dms_replication_task", "replication_task_id", 255],
  ["aws_kms_alias", "name", 256],
  ["aws_budgets_budget", "name", 100],
  ["aws_security_group", "name", 255],
  ["aws_batch_compute_environment", "name", 128],
  ["aws_batch_job_definition", "name", 128],
  ["aws_batch_job_queue", "name", 128],
  ["aws_cloudtrail", "name", 128],
  ["aws_ecr_repository", "name", 256],
  ["aws_db_instance", "identifier", 63],
  ["aws_db_parameter_group", "name", 255],
  ["aws_db_subnet_group", "name", 255],
  ["aws_glue_catalog_database", "name", 255],
  ["aws_glue_classifier", "name", 255],
  ["aws_glue_crawler", "name", 255],
  ["aws_iam_instance_profile", "name", 128],
  ["aws_redshift_cluster", "cluster_identifier", 63],
  ["aws_redshift_parameter_group", "name", 255],
  ["aws_redshift_subnet_group", "name", 255],
  ["aws_redshiftserverless_namespace", "namespace_name", 64],
  ["aws_redshiftserverless_workgroup", "workgroup_name", 64],
];

export function checkNameLengths(stack: Terraform): Problem[] {
  return LIMITS.flatMap(([type, argument, most]) =>
    addressed(stack, type).flatMap(({ address, it }) => {
      const length = text(it[argument]).length;
      const problem = `its ${argument} has ${length} characters, AWS allows ${most}`;
      return rule(length <= most, address, problem, "shorten the environment's name or namePrefix");
    }),
  );
}
