import { CreateTopicCommand } from "@aws-sdk/client-sns";
import type { Applier } from "../applier.ts";

export const topic: Applier<{ readonly name: string }> = async (args, { aws }) => {
  const { TopicArn = "" } = await aws.sns.send(new CreateTopicCommand({ Name: args.name }));
  return { id: TopicArn, name: args.name, arn: TopicArn };
};
