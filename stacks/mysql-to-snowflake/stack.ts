import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Sources } from "../../contracts/source.ts";
import { namePart, streamPart } from "../../contracts/stream-names.ts";
import { completeStack } from "../complete-stack.ts";
import { addAlarmTopic } from "../constructs/alarm-topic.ts";
import { addBudget } from "../constructs/budget.ts";
import { Delivery } from "../constructs/delivery.ts";
import { Transformer } from "../constructs/transformer.ts";
import { keepData, setRemoved } from "../keep-data.ts";
import { resourceName } from "../names.ts";
import { addOutputs } from "../outputs.ts";
import { configureStack } from "../stack-settings.ts";
import { addMails } from "./constructs/add-mails.ts";
import { Monitoring } from "./constructs/monitoring.ts";
import { Producer } from "./constructs/producer.ts";
import { addProducerNetwork } from "./constructs/producer-network.ts";
import { Schedules } from "./constructs/schedules.ts";
import { addSnowflakeReader } from "./constructs/snowflake-reader.ts";
import { StreamBucket } from "./constructs/stream-bucket.ts";
import { TableStream } from "./constructs/table-stream.ts";
import {
  alarmTopicName,
  DELIVERY_ROLE,
  dataPrefix,
  ERROR_PREFIX,
  mysqlName,
  streamBucketName,
  streamPrefix,
  tableResourceName,
  transformerName,
} from "./names.ts";
import type { MysqlToSnowflake } from "./settings.ts";
import { databasesOf, type StreamedTable, tablesIn } from "./tables.ts";

interface StackProps {
  readonly environment: MysqlToSnowflake;
  readonly sources: Sources;
}

/** One environment in one region: MySQL, read by watermarks, to files that Snowpipe loads. */
export class MysqlToSnowflakeStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id);
    const { environment } = props;
    configureStack(this, environment);
    if (environment.deployStream) addPipeline(this, props);
    else if (environment.protectData)
      setRemoved(
        this,
        keepData(this, (scratch) => addPipeline(scratch, props)),
      );
    completeStack(this, environment);
  }
}

/** MySQL -> producer -> Kinesis -> Firehose with the transformer -> bucket -> Snowpipe. */
function addPipeline(stack: TerraformStack, { environment, sources }: StackProps): void {
  const { bucket, keyArn } = new StreamBucket(stack, "stream", { environment });
  addSnowflakeReader(stack, { environment, bucket, keyArn });
  const tables = tablesIn(environment, sources);
  const streams = tables.map((table) => {
    const id = `${streamPart(table.database, table.table)}-stream`;
    return { table, stream: new TableStream(stack, id, { environment, table, keyArn }) };
  });
  const transformer = new Transformer(stack, "transformer", {
    environment,
    name: transformerName(environment),
    streamPrefix: streamPrefix(environment),
  });
  const { ready } = new Delivery(stack, "delivery", {
    ...{ name: mysqlName(environment, "delivery"), roleName: resourceName(environment, DELIVERY_ROLE) },
    ...{ bucketName: streamBucketName(environment), bucket, keyArn, transformer },
    folders: { data: "data/", errors: ERROR_PREFIX },
    streams: streams.map(({ table, stream }) => deliveredStream(environment, table, stream.streamArn)),
  });
  const network = addProducerNetwork(stack, environment, sources);
  const producers = databasesOf(environment).map((database) => {
    const own = streams.filter(({ table }) => table.database === database).map(({ stream }) => stream);
    const props = { environment, database, streams: own, keyArn, network, after: ready };
    const { functionName, functionArn } = new Producer(stack, `${namePart(database)}-producer`, props);
    return { database, functionName, functionArn };
  });
  new Schedules(stack, "schedules", {
    ...{ environment, tables },
    producerArn: (database) => producers.find((each) => each.database === database)?.functionArn as string,
  });
  const topicArn = addAlarmTopic(stack, environment, alarmTopicName(environment));
  addMails(stack, environment, topicArn);
  const { dashboardUrl } = new Monitoring(stack, "monitoring", {
    ...{ environment, topicArn, tables, producers },
    transformerName: transformer.functionName,
  });
  addBudget(stack, environment);
  addOutputs(stack, { stream_bucket: streamBucketName(environment), dashboard_url: dashboardUrl });
}

function deliveredStream(environment: MysqlToSnowflake, { database, table }: StreamedTable, streamArn: string) {
  return {
    id: streamPart(database, table),
    name: tableResourceName(environment, database, table),
    streamArn,
    folder: `${dataPrefix(database)}${table}/`,
    errorFolder: `${ERROR_PREFIX}${database}/${table}/`,
  };
}
