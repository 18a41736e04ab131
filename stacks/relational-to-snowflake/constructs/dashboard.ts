import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { Construct } from "constructs";
import { alarmWidgets, graphWidget } from "../../constructs/dashboard-widgets.ts";
import type { ReplicationTask } from "../../constructs/replication.ts";
import { LATENCY_MAX } from "../../constructs/replication-alarms.ts";
import { lakeMetric, sourceMetric, taskMetric } from "../../metrics.ts";
import { relationalName, stackId } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";

interface DashboardProps {
  readonly environment: RelationalToSnowflake;
  readonly alarmArns: readonly string[];
  readonly tasks: readonly Pick<ReplicationTask, "database" | "dimensions">[];
}

/** One page on the stack: its alarms, CDC latency and how much is written, for each database, and columns that are not listed. */
export class Dashboard extends Construct {
  /** Its address in the AWS console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { environment, alarmArns, tasks }: DashboardProps) {
    super(scope, id);
    const { region } = environment;
    const name = relationalName(environment, "dashboard");
    const widgets = [
      ...alarmWidgets(alarmArns),
      ...graphs(environment, tasks).map((graph) => graphWidget(region, graph)),
    ];
    new CloudwatchDashboard(this, "dashboard", { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }
}

function graphs(environment: RelationalToSnowflake, tasks: DashboardProps["tasks"]) {
  return [
    {
      title: "CDC latency, seconds",
      stat: "Maximum",
      lines: tasks.flatMap(({ database, dimensions }) => [
        { label: `at the source of ${database}`, metric: taskMetric(dimensions, "CDCLatencySource") },
        { label: `at the target of ${database}`, metric: taskMetric(dimensions, "CDCLatencyTarget") },
      ]),
      limit: LATENCY_MAX,
    },
    {
      title: "Changes written, a second",
      stat: "Average",
      lines: tasks.map(({ database, dimensions }) => {
        return { label: database, metric: taskMetric(dimensions, "CDCThroughputRowsTarget") };
      }),
    },
    {
      title: "Columns of listed tables that are not listed, once a day",
      stat: "Maximum",
      lines: [{ label: "in all sources", metric: sourceMetric(stackId(environment), "UnlistedColumns") }],
    },
    {
      title: "What is wrong in the lake, once a day",
      stat: "Maximum",
      lines: [
        { label: "names that no contract lists", metric: lakeMetric(stackId(environment), "UnlistedInLake") },
        { label: "files whose columns nobody knows", metric: lakeMetric(stackId(environment), "UnreadableInLake") },
      ],
    },
  ];
}
