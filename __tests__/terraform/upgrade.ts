/**
 * What deploying this release does to a stack of the release before (`__tests__/deployed/`), beside what it leaves alone: by
 * stack, `<action> <address>`. Each entry is a decision; say in the commit why it is there.
 */
export const UPGRADE: { readonly [stack: string]: readonly string[] } = {
  "production-us-west-2": ofPipeline(),
  "production-us-east-1": ofPipeline(),
  "staging-us-west-2": ofPipeline(),
};

function ofPipeline(): readonly string[] {
  return [
    // A major version may be chosen. The provider makes no call for this alone: `internal/service/dms/replication_instance.go`
    "update aws_dms_replication_instance.replication_instance_F11D2AA9",
    // The task's log has a key of its own and is kept for 14 days. The group stays: `internal/service/logs/group.go`
    "create aws_kms_key.replication_log-key_4459768F",
    "create aws_kms_alias.replication_log-key-alias_D1460DFD",
    "update aws_cloudwatch_log_group.replication_log_A681D715",
    // By which an operator finds the key of RAW.
    "create aws_kms_alias.raw-bucket_key-alias_FF692BED",
  ];
}
