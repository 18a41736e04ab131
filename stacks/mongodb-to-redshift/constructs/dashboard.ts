import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { Construct } from "constructs";
import { alarmWidgets, graphWidget, type Line } from "../../constructs/dashboard-widgets.ts";
import { clusterMetric, extractMetric, type Metric, processMetric, serverlessMetric } from "../../metrics.ts";
import type { Collection } from "../collections.ts";
import { redshiftName, stackId, warehouseName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { BACKLOG_MAX, OPLOG_USED_MAX } from "./collection-alarms.ts";

interface DashboardProps {
  readonly environment: MongodbToRedshift;
  readonly alarmArns: readonly string[];
  readonly collections: readonly Collection[];
}

/** One page on the stack: its alarms, what is extracted and loaded of each collection, and Redshift. */
export class Dashboard extends Construct {
  /** Its address in the AWS console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { environment, alarmArns, collections }: DashboardProps) {
    super(scope, id);
    const { region } = environment;
    const name = redshiftName(environment, "dashboard");
    const widgets = [
      ...alarmWidgets(alarmArns),
      ...graphs(environment, collections).map((graph) => graphWidget(region, graph)),
    ];
    new CloudwatchDashboard(this, "dashboard", { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }
}

function graphs(environment: MongodbToRedshift, collections: readonly Collection[]) {
  const stack = stackId(environment);
  const each = (metric: (name: string) => Metric): Line[] =>
    collections.map(({ name }) => ({ label: name, metric: metric(name) }));
  return [
    { title: "Rows extracted", stat: "Sum", lines: each((name) => extractMetric(stack, "ExtractedRows", name)) },
    { title: "Rows loaded", stat: "Sum", lines: each((name) => processMetric(stack, "RowsLoaded", name)) },
    {
      title: "Age of what is loaded, seconds",
      stat: "Maximum",
      lines: each((name) => processMetric(stack, "LoadedAge", name)),
    },
    {
      title: "Batches that wait",
      stat: "Maximum",
      lines: each((name) => processMetric(stack, "Backlog", name)),
      limit: BACKLOG_MAX,
    },
    {
      title: "Used of the oplog's window, percent",
      stat: "Maximum",
      lines: each((name) => extractMetric(stack, "OplogUsed", name)),
      limit: OPLOG_USED_MAX,
    },
    {
      title: "Documents with fields that are not listed, and updates without a post image",
      stat: "Sum",
      lines: collections.flatMap(({ name }) => [
        { label: `${name}, not listed`, metric: extractMetric(stack, "UnlistedDocuments", name) },
        { label: `${name}, without a post image`, metric: extractMetric(stack, "PostImagesMissing", name) },
      ]),
    },
    ofWarehouse(environment),
    // Without jobs there is nothing of the collections.
  ].filter(({ lines }) => lines.length > 0);
}

function ofWarehouse(environment: MongodbToRedshift) {
  const name = warehouseName(environment);
  return environment.redshift.kind === "serverless"
    ? {
        title: "Redshift, RPU-seconds",
        stat: "Sum",
        lines: [{ label: "of all queries", metric: serverlessMetric(name, "ComputeSeconds") }],
      }
    : {
        title: "Redshift, percent",
        stat: "Maximum",
        lines: [
          { label: "processors", metric: clusterMetric(name, "CPUUtilization") },
          { label: "disk", metric: clusterMetric(name, "PercentageDiskSpaceUsed") },
        ],
      };
}
