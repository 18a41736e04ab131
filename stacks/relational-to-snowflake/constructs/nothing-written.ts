import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, HOUR } from "../../constructs/alarm.ts";
import { freshnessOf } from "../../freshness.ts";
import { type TaskDimensions, taskMetric } from "../../metrics.ts";
import type { RelationalToSnowflake } from "../settings.ts";

interface NothingWrittenProps extends AlarmProps {
  readonly environment: RelationalToSnowflake;
  readonly database: string;
  readonly dimensions: TaskDimensions;
}

/**
 * Adds the alarm that fires when DMS wrote no change of a database for as many hours as the environment allows: of a task that stopped
 * without an event, too. DMS's metric has gaps then, so they are filled with 0.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function addNothingWritten(scope: Construct, id: string, props: NothingWrittenProps): void {
  const { environment, database, dimensions } = props;
  const expected = freshnessOf(environment.freshness, database);
  if ("none" in expected || environment.databases[database]?.migration === "full-load") return;
  const { hours } = expected;
  const written = { ...taskMetric(dimensions, "CDCThroughputRowsTarget"), stat: "Maximum", period: HOUR };
  addAlarm(scope, id, props, {
    kind: "nothing-written",
    of: database,
    meaning: `DMS wrote no change of ${database} for ${hours} ${hours === 1 ? "hour" : "hours"}.`,
    metricQuery: [
      { id: "written", metric: written },
      { id: "filled", expression: "FILL(written, 0)", label: "CDCThroughputRowsTarget", returnData: true },
    ],
    comparisonOperator: "LessThanOrEqualToThreshold",
    threshold: 0,
    evaluationPeriods: hours,
    // FILL needs at least one value. Without any in the time that CloudWatch reads, the data stays missing.
    treatMissingData: "breaching",
  });
}
