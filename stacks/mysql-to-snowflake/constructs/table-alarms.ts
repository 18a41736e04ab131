import type { Construct } from "constructs";
import { streamPart } from "../../../contracts/stream-names.ts";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { deliveryMetric, iteratorAge, producerMetric, transformerMetric } from "../../metrics.ts";
import { stackId, tableResourceName } from "../names.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";

interface TableAlarmsProps extends AlarmProps {
  readonly environment: MysqlToSnowflake;
  readonly table: StreamedTable;
}

/** Minutes. Firehose writes a file every five, so three of them are not a short peak. */
const DELIVERY_MINUTES_MAX = 15;

/** Adds the alarms on the way of one table: read late, delivered late, refused, unlisted. */
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
    meaning: `Three runs found that another still reads ${name}.`,
    ...ofProducer("LockTaken"),
    statistic: "Minimum",
    period: everyMinutes * MINUTE,
    evaluationPeriods: 3,
  });
  addAlarm(scope, "iterator-age", props, {
    kind: "iterator-age",
    of,
    meaning: `Firehose reads records of ${name} that are more than ${DELIVERY_MINUTES_MAX} minutes old.`,
    ...iteratorAge(resource),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: DELIVERY_MINUTES_MAX * MINUTE * 1000,
    evaluationPeriods: 3,
  });
  addAlarm(scope, "delivery-behind", props, {
    kind: "delivery-behind",
    of,
    meaning: `Records of ${name} have waited for more than ${DELIVERY_MINUTES_MAX} minutes to be written to the bucket.`,
    ...deliveryMetric(resource, "DeliveryToS3.DataFreshness"),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: DELIVERY_MINUTES_MAX * MINUTE,
    evaluationPeriods: 3,
  });
  addAlarm(scope, "processing-failed", props, {
    kind: "processing-failed",
    of,
    meaning: `The transformer failed for records of ${name}: Firehose tries again, then stores them under errors/.`,
    ...deliveryMetric(resource, "ExecuteProcessing.Success"),
    statistic: "Minimum",
    period: 5 * MINUTE,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
  });
  addAlarm(scope, "unlisted", props, {
    kind: "unlisted-in-stream",
    of,
    meaning: `The stream of ${name} had what its contract does not list; the transformer dropped it.`,
    ...transformerMetric(stackId(environment), name, "UnlistedMembers"),
    statistic: "Sum",
    period: 5 * MINUTE,
  });
}
