import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";

interface Item {
  hour?: string;
  by?: string;
  unmailed?: number;
  waiting?: number;
}

/**
 * DynamoDB, as far as the table of sent mails needs it: its two updates, by their meaning. The end-to-end tests run their real
 * expressions.
 */
export class TurnsDouble {
  readonly items = new Map<string, Item>();

  /** @throws ConditionalCheckFailedException */
  update({ Key, ConditionExpression, ExpressionAttributeValues: values }: UpdateItemCommandInput): Item {
    const kind = Key?.kind?.S ?? "";
    const item = this.items.get(kind) ?? {};
    const value = (name: string) => values?.[name]?.S ?? Number(values?.[name]?.N);
    if (ConditionExpression === undefined) {
      const waiting = (item.waiting ?? 0) + Number(value(":count"));
      return this.#put(kind, { ...item, waiting });
    }
    const [hour, by] = [String(value(":hour")), String(value(":by"))];
    if (item.hour !== undefined && (item.hour >= hour || item.by === by)) throw refused(item);
    return this.#put(kind, { hour, by, unmailed: item.waiting ?? 0, waiting: 0 });
  }

  /** A client of it. */
  client(): DynamoDBClient {
    const send = async ({ input }: { input: UpdateItemCommandInput }) => ({
      Attributes: attributes(this.update(input)),
    });
    return { send } as unknown as DynamoDBClient;
  }

  #put(kind: string, item: Item): Item {
    this.items.set(kind, item);
    return item;
  }
}

export function attributes({ by = "", unmailed = 0 }: Item) {
  return { by: { S: by }, unmailed: { N: String(unmailed) } };
}

function refused(item: Item): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({
    message: "The conditional request failed",
    $metadata: {},
    Item: attributes(item),
  });
}
