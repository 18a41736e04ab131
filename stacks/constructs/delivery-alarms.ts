import type { Construct } from "constructs";
import { deliveryMetric, functionMetric, iteratorAge, putMetric, transformerMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, MINUTE } from "./alarm.ts";

interface DeliveredTableProps extends AlarmProps {
  /** In the alarms' names: `video-transactions`. */
  readonly of: string;
  /** `video.transactions` */
  readonly table: string;
  /** Name of the stream, and of the delivery stream. */
  readonly stream: string;
  /** Id of the stack. */
  readonly stack: string;
}

/** Minutes. Firehose writes a file every five, so three of them are not a short peak. */
const DELIVERY_MINUTES_MAX = 15;

/** Adds the alarms on the way of one table from its stream to the bucket: read late, delivered late, refused, unlisted. */
export function addDeliveredTableAlarms(scope: Construct, props: DeliveredTableProps): void {
  const { of, table, stream, stack } = props;
  addAlarm(scope, "iterator-age", props, {
    kind: "iterator-age",
    of,
    meaning: `Firehose reads records of ${table} that are more than ${DELIVERY_MINUTES_MAX} minutes old.`,
    ...iteratorAge(stream),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: DELIVERY_MINUTES_MAX * MINUTE * 1000,
    evaluationPeriods: 3,
  });
  addAlarm(scope, "delivery-behind", props, {
    kind: "delivery-behind",
    of,
    meaning: `Records of ${table} have waited for more than ${DELIVERY_MINUTES_MAX} minutes to be written to the bucket.`,
    ...deliveryMetric(stream, "DeliveryToS3.DataFreshness"),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: DELIVERY_MINUTES_MAX * MINUTE,
    evaluationPeriods: 3,
  });
  addAlarm(scope, "processing-failed", props, {
    kind: "processing-failed",
    of,
    meaning: `The transformer failed for records of ${table}: Firehose tries again, then stores them under errors/.`,
    ...deliveryMetric(stream, "ExecuteProcessing.Success"),
    statistic: "Minimum",
    period: 5 * MINUTE,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
  });
  addAlarm(scope, "unlisted", props, {
    kind: "unlisted-in-stream",
    of,
    meaning: `The stream of ${table} had what its contract does not list; the transformer dropped it.`,
    ...transformerMetric(stack, table, "UnlistedMembers"),
    statistic: "Sum",
    period: 5 * MINUTE,
  });
}

interface DeliveryAlarmsProps extends AlarmProps {
  readonly transformerName: string;
  /** The bucket, and its filter of requests under `errors/`. */
  readonly bucketName: string;
  readonly errorsFilter: string;
  /** Where the rows go: `Snowflake`. */
  readonly destination: string;
}

/** Adds the alarms on what all tables share: the transformer, the objects under `errors/`. */
export function addDeliveryAlarms(scope: Construct, props: DeliveryAlarmsProps): void {
  const { transformerName, bucketName, errorsFilter, destination } = props;
  const perFiveMinutes = { statistic: "Sum", period: 5 * MINUTE } as const;
  addAlarm(scope, "objects-under-errors", props, {
    kind: "objects-under-errors",
    meaning: `Firehose has stored records under errors/, as they came: they are not in ${destination}.`,
    ...putMetric(bucketName, errorsFilter),
    ...perFiveMinutes,
  });
  addAlarm(scope, "transformer-errors", props, {
    kind: "transformer-errors",
    meaning:
      "The transformer failed for a whole batch of records: Firehose tries again, then stores them under errors/.",
    ...functionMetric(transformerName, "Errors"),
    ...perFiveMinutes,
  });
  addAlarm(scope, "transformer-throttles", props, {
    kind: "transformer-throttles",
    meaning: "Lambda refused to run the transformer: too many functions of the account run at once.",
    ...functionMetric(transformerName, "Throttles"),
    ...perFiveMinutes,
    evaluationPeriods: 3,
  });
}
