import { CreateLogGroupCommand, PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Applier } from "../applier.ts";

interface LogGroup {
  readonly name: string;
  readonly retention_in_days: number;
}

export const logGroup: Applier<LogGroup> = async (args, { aws, account, region }) => {
  const { name: logGroupName, retention_in_days: retentionInDays } = args;
  await aws.logs.send(new CreateLogGroupCommand({ logGroupName }));
  await aws.logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  return { id: logGroupName, name: logGroupName, arn: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}` };
};
