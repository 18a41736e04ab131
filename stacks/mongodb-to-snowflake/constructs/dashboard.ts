import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { Construct } from "constructs";
import type { ObjectMetric } from "../../../contracts/metrics.ts";
import { alarmWidgets, graphWidget, type Line } from "../../constructs/dashboard-widgets.ts";
import type { ReplicationTask } from "../../constructs/replication.ts";
import { LATENCY_MAX } from "../../constructs/replication-alarms.ts";
import { functionMetric, type Metric, objectMetric, queueMetric, stackMetric, taskMetric } from "../../metrics.ts";
import { resourceName } from "../../names.ts";
import { firstDatabase } from "../collections.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { nearTimeout } from "./cleaner-alarms.ts";

interface DashboardProps {
  readonly environment: MongodbToSnowflake;
  /** Each has a line in every graph of the cleaner's own metrics. */
  readonly collections: readonly string[];
  readonly alarmArns: readonly string[];
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly queueName: string;
  readonly tasks: readonly Pick<ReplicationTask, "database" | "dimensions">[];
}

/** One page on the stack: its alarms, CDC latency, failures, and counts for each collection. */
export class Dashboard extends Construct {
  /** Its address in the AWS console. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { environment } = props;
    const { region } = environment;
    const name = resourceName(environment, "dashboard");
    const widgets = [...alarmWidgets(props.alarmArns), ...graphs(props).map((graph) => graphWidget(region, graph))];
    new CloudwatchDashboard(this, "dashboard", { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }
}

function graphs({ environment, collections, functionName, timeoutSeconds, queueName, tasks }: DashboardProps) {
  const lines = (metric: ObjectMetric): Line[] =>
    collections.map((collection) => line(collection, objectMetric(environment, metric, collection)));
  return [
    {
      title: "CDC latency, seconds",
      stat: "Maximum",
      lines: tasks.flatMap(({ database, dimensions }) => {
        const of = database === firstDatabase(environment) ? "" : ` of ${database}`;
        return [
          line(`at the source${of}`, taskMetric(dimensions, "CDCLatencySource")),
          line(`at the target${of}`, taskMetric(dimensions, "CDCLatencyTarget")),
        ];
      }),
      limit: LATENCY_MAX,
    },
    { title: "Failures", stat: "Sum", lines: failures(environment, functionName, queueName) },
    { title: "Rows in", stat: "Sum", lines: lines("RowsIn") },
    { title: "Rows out", stat: "Sum", lines: lines("RowsOut") },
    { title: "Bytes in", stat: "Sum", lines: lines("BytesIn") },
    { title: "Bytes out", stat: "Sum", lines: lines("BytesOut") },
    { title: "Longest object, ms", stat: "Maximum", lines: lines("Duration") },
    {
      title: "Longest invocation, ms",
      stat: "Maximum",
      lines: [line("cleaner", functionMetric(functionName, "Duration"))],
      limit: nearTimeout(timeoutSeconds),
    },
    { title: "Deletes", stat: "Sum", lines: lines("Deletes") },
    { title: "Rows without a key", stat: "Sum", lines: lines("Keyless") },
    { title: "Deletes without a key", stat: "Sum", lines: lines("KeylessDeletes") },
    { title: "Malformed cells", stat: "Sum", lines: lines("Malformed") },
    { title: "Replaced characters", stat: "Sum", lines: lines("ReplacedCharacters") },
    { title: "Listed columns that no file had", stat: "Minimum", lines: lines("AbsentColumns") },
    { title: "Columns dropped from a file", stat: "Maximum", lines: lines("DroppedColumns") },
  ];
}

function failures(environment: MongodbToSnowflake, functionName: string, queueName: string): Line[] {
  return [
    { ...line("in the failure queue", queueMetric(queueName)), stat: "Maximum" },
    line("attempts that failed", functionMetric(functionName, "Errors")),
    line("objects that failed an attempt", stackMetric(environment, "FailedObjects")),
    line("failures lost", functionMetric(functionName, "DestinationDeliveryFailures")),
    line("throttles", functionMetric(functionName, "Throttles")),
    line("objects of unlisted collections", stackMetric(environment, "UnlistedObjects")),
  ];
}

function line(label: string, metric: Metric): Line {
  return { label, metric };
}
