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
  ];
}
