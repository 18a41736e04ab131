import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { alarmsOf } from "../../constructs/alarms-of.ts";
import { alarmWidgets, graphWidget } from "../../constructs/dashboard-widgets.ts";
import { databaseMetric, deliveryMetric, executionMetric, functionMetric } from "../../metrics.ts";
import { instanceName, postgresName, ROLES, stateMachineArn, tableStreamName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

interface DashboardProps {
  readonly environment: SnowflakeToPostgres;
  /** Names of the alarms of other modules. */
  readonly alarms: readonly string[];
}

/** One page on all modules: their alarms, the executions, the functions, the streams, and PostgreSQL. */
export class Dashboard extends Construct {
  /** Its address in the AWS console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { environment, alarms }: DashboardProps) {
    super(scope, id);
    const { account, region } = environment;
    const name = postgresName(environment, "dashboard");
    const others = alarms.map((alarm) => `arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}`);
    const widgets = [
      ...alarmWidgets([...alarmsOf(TerraformStack.of(this)), ...others]),
      ...graphs(environment).map((graph) => graphWidget(region, graph)),
    ];
    new CloudwatchDashboard(this, "dashboard", { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }
}

function graphs(environment: SnowflakeToPostgres) {
  const instance = instanceName(environment);
  const machines = (["export", "sync", "run"] as const).flatMap((machine) =>
    (["ExecutionsSucceeded", "ExecutionsFailed"] as const).map((metric) => ({
      label: `${machine}, ${metric === "ExecutionsFailed" ? "failed" : "succeeded"}`,
      metric: executionMetric(stateMachineArn(environment, machine), metric),
    })),
  );
  const functions = [ROLES.export, ROLES.sync].map((part) => postgresName(environment, part));
  return [
    { title: "Executions", stat: "Sum", lines: machines },
    {
      title: "Longest step, milliseconds",
      stat: "Maximum",
      lines: functions.map((each) => ({ label: each, metric: functionMetric(each, "Duration") })),
    },
    {
      title: "Age of what is not yet in the bucket, seconds",
      stat: "Maximum",
      lines: environment.stream.tables.map((table) => ({
        label: table,
        metric: deliveryMetric(tableStreamName(environment, table), "DeliveryToS3.DataFreshness"),
      })),
    },
    {
      title: "PostgreSQL, processors, percent",
      stat: "Average",
      lines: [{ label: "processors", metric: databaseMetric(instance, "CPUUtilization") }],
    },
    {
      title: "PostgreSQL, free disk, bytes",
      stat: "Minimum",
      lines: [{ label: "free", metric: databaseMetric(instance, "FreeStorageSpace") }],
    },
    {
      title: "PostgreSQL, connections",
      stat: "Maximum",
      lines: [{ label: "connections", metric: databaseMetric(instance, "DatabaseConnections") }],
    },
  ].filter(({ lines }) => lines.length > 0);
}
