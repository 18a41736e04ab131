import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { namePart, streamPart } from "../../../contracts/stream-names.ts";
import { alarmsOf } from "../../constructs/alarms-of.ts";
import { SHORT_NAME } from "../names.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";
import { Dashboard } from "./dashboard.ts";
import { addProducerAlarms } from "./producer-alarms.ts";
import { addStackAlarms } from "./stack-alarms.ts";
import { addTableAlarms } from "./table-alarms.ts";

interface MonitoringProps {
  readonly environment: MysqlToSnowflake;
  readonly topicArn: string | undefined;
  readonly tables: readonly StreamedTable[];
  readonly producers: readonly { readonly database: string; readonly functionName: string }[];
  readonly transformerName: string;
}

/** All alarms, and the dashboard that shows them. */
export class Monitoring extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { environment, topicArn, tables, producers, transformerName } = props;
    const alarms = { environment, pipeline: SHORT_NAME, topicArn };
    for (const { database, functionName } of producers) {
      const { everyMinutes } = environment.databases[database] as DatabaseSettings;
      const ofDatabase = new Construct(this, namePart(database));
      addProducerAlarms(ofDatabase, { ...alarms, database, functionName, everyMinutes });
    }
    for (const table of tables)
      addTableAlarms(new Construct(this, streamPart(table.database, table.table)), { ...alarms, table });
    addStackAlarms(this, { ...alarms, transformerName });
    const alarmArns = alarmsOf(TerraformStack.of(this));
    this.dashboardUrl = new Dashboard(this, "dashboard", { environment, alarmArns, tables }).url;
  }
}
