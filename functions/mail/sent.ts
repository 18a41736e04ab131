import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";

/** What the table of sent mails says of a failure: mail it, with the number of those that were not mailed before; or it was only counted. */
export type Turn = { readonly mail: true; readonly unmailed: number } | { readonly mail: false };

/** Days for which a kind of failure is remembered after its last mail. */
const DAYS = 14;

/**
 * One mail a kind and hour. The message that comes first in an hour takes it, and only this message: so it is sent after all if SQS delivers it again
 * because sending failed. The others are counted, and the first of a later hour takes their number along. SQS delivers at least once,
 * so a number may be too high, never too low.
 * @param messageId SQS's id of the message, the same at each delivery
 */
export async function takeTurn(
  client: DynamoDBClient,
  table: string,
  { kind, count, messageId, now }: { kind: string; count: number; messageId: string; now: Date },
): Promise<Turn> {
  const key = { TableName: table, Key: { kind: { S: kind } } };
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        ...key,
        // All values on the right are those from before.
        UpdateExpression:
          "SET #hour = :hour, #by = :by, unmailed = if_not_exists(waiting, :none), waiting = :none, expires = :expires",
        ConditionExpression: "attribute_not_exists(#hour) OR (#hour < :hour AND #by <> :by)",
        ExpressionAttributeNames: { "#hour": "hour", "#by": "by" },
        ExpressionAttributeValues: {
          ":hour": { S: now.toISOString().slice(0, "2026-11-27T10".length) },
          ":by": { S: messageId },
          ":none": { N: "0" },
          ":expires": { N: String(Math.floor(now.getTime() / 1000) + DAYS * 24 * 60 * 60) },
        },
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { mail: true, unmailed: Number(Attributes?.unmailed?.N ?? 0) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (error.Item?.by?.S === messageId) return { mail: true, unmailed: Number(error.Item.unmailed?.N ?? 0) };
  }
  await client.send(
    new UpdateItemCommand({
      ...key,
      UpdateExpression: "ADD waiting :count",
      ExpressionAttributeValues: { ":count": { N: String(count) } },
    }),
  );
  return { mail: false };
}
