import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { replicationLogName } from "../names.ts";
import { policyDocument, type Statement } from "../policy.ts";
import { DMS_LOGS_ROLE } from "./dms-service-roles.ts";
import { KEY_USE, leaveToAccount } from "./key-policy.ts";

interface ReplicationLogProps {
  readonly environment: Pick<Environment, "account" | "region">;
  readonly instanceName: string;
  /** Name of the key's alias, without `alias/`. */
  readonly keyAlias: string;
  readonly days: number;
}

/**
 * The task's log. DMS's error messages may quote rows, so the log has its own key and is kept for a short time. It must exist before
 * the task runs: a log group that DMS creates has no key and no retention.
 */
export function addReplicationLog(scope: Construct, props: ReplicationLogProps): CloudwatchLogGroup {
  const name = replicationLogName(props.instanceName);
  const key = new KmsKey(scope, "log-key", {
    description: `clearwell ${TerraformStack.of(scope).node.id}: log of the replication task`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policyDocument(keyPolicy(props.environment, name)),
  });
  new KmsAlias(scope, "log-key-alias", {
    name: `alias/${props.keyAlias}`,
    targetKeyId: key.keyId,
  });
  return new CloudwatchLogGroup(scope, "log", {
    name,
    retentionInDays: props.days,
    kmsKeyId: key.arn,
  });
}

/**
 * A reader of the log needs `kms:Decrypt` on this key in their own policy, as administrators have. Rights on logs alone, such as
 * `ReadOnlyAccess`, are not enough.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function keyPolicy({ account, region }: ReplicationLogProps["environment"], logName: string): readonly Statement[] {
  const logGroupArn = `arn:aws:logs:${region}:${account}:log-group:${logName}`;
  const ofThisLog = { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn } };
  return [
    leaveToAccount(account),
    {
      Sid: "CloudWatchLogs",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: KEY_USE,
      Resource: ["*"],
      Condition: ofThisLog,
    },
    {
      // CloudWatch Logs also calls KMS as the role that writes. A condition, since a role as principal would have to exist already.
      Sid: "Dms",
      Effect: "Allow",
      Principal: "*",
      Action: KEY_USE,
      Resource: ["*"],
      Condition: {
        ArnEquals: {
          ...ofThisLog.ArnEquals,
          "aws:PrincipalArn": `arn:aws:iam::${account}:role/${DMS_LOGS_ROLE}`,
        },
        StringEquals: { "kms:ViaService": `logs.${region}.amazonaws.com` },
      },
    },
  ];
}
