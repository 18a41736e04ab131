import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { Construct } from "constructs";
import { alarmWidgets, graphWidget } from "../../constructs/dashboard-widgets.ts";
import { deliveryMetric, iteratorAge, type Metric, producerMetric, transformerMetric } from "../../metrics.ts";
import { mysqlName, stackId, tableResourceName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";

interface DashboardProps {
  readonly environment: MysqlToSnowflake;
  readonly alarmArns: readonly string[];
  readonly tables: readonly StreamedTable[];
}

/** One page on the stack: its alarms, and for each table how much is sent, how far behind it is, and what was refused. */
export class Dashboard extends Construct {
  /** Its address in the AWS console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { environment, alarmArns, tables }: DashboardProps) {
    super(scope, id);
    const { region } = environment;
    const name = mysqlName(environment, "dashboard");
    const widgets = [
      ...alarmWidgets(alarmArns),
      ...graphs(environment, tables).map((graph) => graphWidget(region, graph)),
    ];
    new CloudwatchDashboard(this, "dashboard", { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }
}

function graphs(environment: MysqlToSnowflake, tables: readonly StreamedTable[]) {
  const stack = stackId(environment);
  const each = (metric: (label: string, resource: string) => Metric) =>
    tables.map(({ database, table }) => {
      const label = `${database}.${table}`;
      return { label, metric: metric(label, tableResourceName(environment, database, table)) };
    });
  return [
    { title: "Rows sent", stat: "Sum", lines: each((table) => producerMetric(stack, table, "RowsSent")) },
    {
      title: "Age of the watermark, seconds",
      stat: "Maximum",
      lines: each((table) => producerMetric(stack, table, "WatermarkAge")),
    },
    {
      title: "Age of what Firehose reads, milliseconds",
      stat: "Maximum",
      lines: each((_, resource) => iteratorAge(resource)),
    },
    {
      title: "Age of what is not yet in the bucket, seconds",
      stat: "Maximum",
      lines: each((_, resource) => deliveryMetric(resource, "DeliveryToS3.DataFreshness")),
    },
    {
      title: "Records that the transformer refused",
      stat: "Sum",
      lines: each((table) => transformerMetric(stack, table, "RecordsFailed")),
    },
    {
      title: "What the transformer dropped, because it is not listed",
      stat: "Sum",
      lines: each((table) => transformerMetric(stack, table, "UnlistedMembers")),
    },
  ];
}
