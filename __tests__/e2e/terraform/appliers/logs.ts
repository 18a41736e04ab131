import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
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

interface LogStream {
  readonly name: string;
  readonly log_group_name: string;
}

export const logStream: Applier<LogStream> = async ({ name, log_group_name: logGroupName }, { aws }) => {
  await aws.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: name }));
  return { id: name, name };
};

interface SubscriptionFilter {
  readonly name: string;
  readonly log_group_name: string;
  readonly filter_pattern: string;
  readonly destination_arn: string;
}

/** In AWS `?"a" ?"b"` means one of both. The emulator wants both, so it gets a filter for each. */
export const subscriptionFilter: Applier<SubscriptionFilter> = async (args, { aws }) => {
  const { log_group_name: logGroupName, destination_arn: destinationArn } = args;
  for (const [index, term] of eitherOf(args.filter_pattern).entries())
    await aws.logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName,
        destinationArn,
        filterName: `${args.name}-${index}`,
        filterPattern: term,
      }),
    );
  return { id: `${logGroupName} ${args.name}` };
};

/** @throws Error if the pattern is of another kind */
function eitherOf(pattern: string): string[] {
  const terms = pattern.match(/\?"[^"]+"/g) ?? [];
  if (terms.join(" ") !== pattern) throw new Error(`The end-to-end tests can't read the pattern ${pattern}`);
  return terms.map((term) => term.slice(1));
}
