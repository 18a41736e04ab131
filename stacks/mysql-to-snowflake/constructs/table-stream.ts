import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { Construct } from "constructs";
import { NO_WATERMARK, watermarkName } from "../../../functions/producer/environment.ts";
import { addDataStream } from "../../constructs/data-stream.ts";
import { tableResourceName, watermarkPrefix } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";

interface TableStreamProps {
  readonly environment: MysqlToSnowflake;
  readonly table: StreamedTable;
  readonly keyArn: string;
}

/** What the producer writes of one table: its stream, and up to when it has read. */
export class TableStream extends Construct {
  readonly streamName: string;
  readonly streamArn: string;
  readonly parameterArn: string;

  constructor(scope: Construct, id: string, { environment, table: { database, table }, keyArn }: TableStreamProps) {
    super(scope, id);
    const { capacity, retention } = environment;
    const name = tableResourceName(environment, database, table);
    const stream = addDataStream(this, "stream", { name, capacity, hours: retention.streamHours, keyArn });
    this.streamName = stream.name;
    this.streamArn = stream.arn;
    this.parameterArn = new SsmParameter(this, "watermark", {
      name: watermarkName({ watermarkPrefix: watermarkPrefix(environment, database) }, table),
      description: `Up to when rows of ${database}.${table} have been sent, in UTC, and the day of the last control`,
      type: "String",
      value: NO_WATERMARK,
      // The producer moves it. It also has `prevent_destroy`, where data is protected.
      lifecycle: { ignoreChanges: ["value"] },
    }).arn;
  }
}
