/**
 * The changes that a deploy of this release makes to a stack of the release before (`__tests__/deployed/`): by stack,
 * `<action> <address>`, without the hash at the end of the address. Each entry is a decision; say why in the commit.
 */
export const UPGRADE: { readonly [stack: string]: readonly string[] } = {
  "production-us-west-2": [
    ...ofPipeline(),
    // Snowflake assumes these: one reads CLEAN for all of production, the other publishes failures of pipes.
    "create aws_iam_role.snowflake_role",
    "create aws_iam_role_policy.snowflake_policy",
    "create aws_iam_role.snowflake-alarms_role",
    "create aws_iam_role_policy.snowflake-alarms_policy",
  ],
  "production-us-east-1": ofPipeline(),
  "staging-us-west-2": ofPipeline(),
};

function ofPipeline(): readonly string[] {
  return [
    // A major version may be chosen. The provider makes no call for only this: `internal/service/dms/replication_instance.go`
    "update aws_dms_replication_instance.replication_instance",
    // The task's log has its own key and is kept for 14 days. The group stays: `internal/service/logs/group.go`
    "create aws_kms_key.replication_log-key",
    "create aws_kms_alias.replication_log-key-alias",
    "update aws_cloudwatch_log_group.replication_log",
    // An operator finds the key of RAW by this alias.
    "create aws_kms_alias.raw-bucket_key-alias",
    // The cleaner itself, and the dashboard with its counts.
    "update aws_lambda_function.cleaner_function",
    "update aws_cloudwatch_dashboard.monitoring_dashboard",
    ...["audit", "cases", "customers", "orders", "products"].flatMap((collection) => [
      // Rows and deletes without a key are counted.
      `create aws_cloudwatch_metric_alarm.monitoring_of-${collection}_keyless`,
      `create aws_cloudwatch_metric_alarm.monitoring_of-${collection}_keyless-deletes`,
      // Its description: half a character in JSON's escapes is replaced, too.
      `update aws_cloudwatch_metric_alarm.monitoring_of-${collection}_characters-replaced`,
    ]),
  ];
}
