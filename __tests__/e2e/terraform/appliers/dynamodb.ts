import {
  type AttributeDefinition,
  type BillingMode,
  CreateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { Applier } from "../applier.ts";

interface Table {
  readonly name: string;
  readonly billing_mode: BillingMode;
  readonly hash_key: string;
  readonly attribute: readonly { readonly name: string; readonly type: AttributeDefinition["AttributeType"] }[];
  readonly ttl: { readonly attribute_name: string; readonly enabled: boolean };
}

export const table: Applier<Table> = async (args, { aws }) => {
  const { TableDescription } = await aws.dynamodb.send(
    new CreateTableCommand({
      TableName: args.name,
      BillingMode: args.billing_mode,
      KeySchema: [{ AttributeName: args.hash_key, KeyType: "HASH" }],
      AttributeDefinitions: args.attribute.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    }),
  );
  const { attribute_name: AttributeName, enabled: Enabled } = args.ttl;
  const TimeToLiveSpecification = { AttributeName, Enabled };
  await aws.dynamodb.send(new UpdateTimeToLiveCommand({ TableName: args.name, TimeToLiveSpecification }));
  return { id: args.name, name: args.name, arn: TableDescription?.TableArn ?? "" };
};
