import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { streamPart } from "../../contracts/stream-names.ts";
import { addDataKey } from "../constructs/data-key.ts";
import { addDataStream } from "../constructs/data-stream.ts";
import { Delivery } from "../constructs/delivery.ts";
import { addDeliveredTableAlarms, addDeliveryAlarms } from "../constructs/delivery-alarms.ts";
import { Transformer } from "../constructs/transformer.ts";
import { alarmProps } from "./constructs/alarms.ts";
import { findRawKey } from "./constructs/found.ts";
import { ERRORS, ERRORS_FILTER, STREAM } from "./folders.ts";
import { moduleId, postgresName, ROLES, rawBucketName, tableStreamName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** Publisher's events -> Kinesis -> Firehose with the transformer -> raw bucket. */
export function addStreaming(stack: TerraformStack, environment: SnowflakeToPostgres): void {
  const { tables, capacity, hours } = environment.stream;
  if (tables.length === 0) return;
  const streamKeyArn = addDataKey(stack, { of: "streamed events", alias: postgresName(environment, "stream") });
  const bucketName = rawBucketName(environment);
  const streams = tables.map((table) => {
    const name = tableStreamName(environment, table);
    const id = streamPart(environment.database, table);
    const { arn } = addDataStream(new Construct(stack, `${id}-stream`), "stream", {
      ...{ name, capacity, hours },
      keyArn: streamKeyArn,
    });
    return { id, name, streamArn: arn, folder: `${STREAM}${table}/`, errorFolder: `${ERRORS}${table}/` };
  });
  const transformer = new Transformer(stack, "transformer", {
    environment,
    name: postgresName(environment, "transformer"),
    streamPrefix: postgresName(environment, ""),
  });
  new Delivery(stack, "delivery", {
    ...{ name: postgresName(environment, "delivery"), roleName: postgresName(environment, ROLES.delivery) },
    ...{ bucketName, bucket: bucketName, keyArn: findRawKey(stack, environment), streamKeyArn },
    ...{ streams, transformer, folders: { data: STREAM, errors: ERRORS } },
  });
  addAlarms(stack, environment, transformer.functionName);
}

function addAlarms(stack: TerraformStack, environment: SnowflakeToPostgres, transformerName: string): void {
  const alarms = alarmProps(environment);
  for (const table of environment.stream.tables) {
    const of = streamPart(environment.database, table);
    addDeliveredTableAlarms(new Construct(stack, of), {
      ...{ ...alarms, of },
      table: `${environment.database}.${table}`,
      stream: tableStreamName(environment, table),
      stack: moduleId(environment, "streaming"),
    });
  }
  addDeliveryAlarms(stack, {
    ...{ ...alarms, transformerName, destination: "the raw bucket's data/" },
    bucketName: rawBucketName(environment),
    errorsFilter: ERRORS_FILTER,
  });
}
