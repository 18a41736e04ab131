import { CreateLogGroupCommand, PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Applier } from "../applier.ts";

interface LogGroup {
  readonly name: string;
  readonly retention_in_days: number;
  readonly kms_key_id?: string;
}

export const logGroup: Applier<LogGroup> = async (args, { aws, account, region }) => {
  const { name: logGroupName, retention_in_days: retentionInDays, kms_key_id: kmsKeyId } = args;
  await aws.logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
  await aws.logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  return { id: logGroupName, name: logGroupName, arn: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}` };
};
