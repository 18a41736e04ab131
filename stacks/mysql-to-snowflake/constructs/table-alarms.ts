import type { Construct } from "constructs";
import { streamPart } from "../../../contracts/stream-names.ts";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { addDeliveredTableAlarms } from "../../constructs/delivery-alarms.ts";
import { producerMetric } from "../../metrics.ts";
import { stackId, tableResourceName } from "../names.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";

interface TableAlarmsProps extends AlarmProps {
  readonly environment: MysqlToSnowflake;
  readonly table: StreamedTable;
}

/** Adds the alarms on the way of one table: not read, read late, delivered late, refused, unlisted. */
export function addTableAlarms(scope: Construct, props: TableAlarmsProps): void {
  const { environment, table } = props;
  const of = streamPart(table.database, table.table);
  const name = `${table.database}.${table.table}`;
  const resource = tableResourceName(environment, table.database, table.table);
  const { everyMinutes, behindMinutes } = environment.databases[table.database] as DatabaseSettings;
  const ofProducer = (metric: Parameters<typeof producerMetric>[2]) =>
    producerMetric(stackId(environment), name, metric);
  addAlarm(scope, "watermark-age", props, {
    kind: "watermark-age",
    of,
    meaning: `Rows of ${name} may be more than ${behindMinutes} minutes old and not sent.`,
    ...ofProducer("WatermarkAge"),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: behindMinutes * MINUTE,
    evaluationPeriods: 2,
  });
  addAlarm(scope, "lock-held", props, {
    kind: "lock-held",
    of,
    meaning: `LOCK_HELD: three runs found that another still reads ${name}.`,
    ...ofProducer("LockTaken"),
    statistic: "Minimum",
    period: everyMinutes * MINUTE,
    evaluationPeriods: 3,
  });
  addNotRead(scope, props, { of, name });
  addDeliveredTableAlarms(scope, { ...props, of, table: name, stream: resource, stack: stackId(environment) });
}

/**
 * It fires when runs of the table have stopped ending, also when an operator has stopped them, and not before one first did: two periods of six
 * are empty, and the others are not. Missing data is filled with 0, for which there must be some.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function addNotRead(
  scope: Construct,
  props: TableAlarmsProps,
  { of, name }: { readonly of: string; readonly name: string },
): void {
  const { environment, table } = props;
  const { everyMinutes } = environment.databases[table.database] as DatabaseSettings;
  // Each run that ends says whether the lock was taken.
  const ended = {
    ...producerMetric(stackId(environment), name, "LockTaken"),
    stat: "SampleCount",
    period: 3 * everyMinutes * MINUTE,
  };
  addAlarm(scope, "not-read", props, {
    kind: "table-not-read",
    of,
    meaning: `No run of ${name} has ended for ${6 * everyMinutes} minutes: its schedule is off, can't invoke the function, or each run fails.`,
    metricQuery: [
      { id: "ended", metric: ended },
      { id: "filled", expression: "FILL(ended, 0)", label: "Runs", returnData: true },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 6,
    datapointsToAlarm: 2,
  });
}
