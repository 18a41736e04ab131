import { Construct } from "constructs";
import { type AlarmProps, addAlarm, DAY, HOUR } from "../../constructs/alarm.ts";
import { objectMetric } from "../../metrics.ts";
import { expectedOf } from "../expected.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface CollectionAlarmsProps extends AlarmProps {
  readonly environment: MongodbToSnowflake;
  readonly collection: string;
}

/** Alarms on one collection. Each collection has its own, so that the mail names it. */
export class CollectionAlarms extends Construct {
  constructor(scope: Construct, id: string, props: CollectionAlarmsProps) {
    super(scope, id);
    addStale(this, props);
    addAlarm(this, "keyless", props, {
      kind: "keyless",
      of: props.collection,
      meaning: `Rows of ${props.collection} landed without a key, so nobody can tell their documents apart.`,
      ...objectMetric(props.environment, "Keyless", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "keyless-deletes", props, {
      kind: "keyless-deletes",
      of: props.collection,
      meaning: `Deletes of ${props.collection} landed without a key, so the deleted documents look alive.`,
      ...objectMetric(props.environment, "KeylessDeletes", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "malformed", props, {
      kind: "malformed",
      of: props.collection,
      meaning: `Cells of ${props.collection} that should be JSON are not, and were left out.`,
      ...objectMetric(props.environment, "Malformed", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "characters-replaced", props, {
      kind: "characters-replaced",
      of: props.collection,
      meaning: `Text of ${props.collection} had invalid characters, which became U+FFFD.`,
      ...objectMetric(props.environment, "ReplacedCharacters", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "column-missing", props, {
      kind: "column-missing",
      of: props.collection,
      meaning: `For a day no file of ${props.collection} had all the listed columns.`,
      ...objectMetric(props.environment, "AbsentColumns", props.collection),
      statistic: "Minimum",
      period: DAY,
      // Without files the state stays as it is: a column that was missing is still missing.
      treatMissingData: "ignore",
    });
  }
}

/** Fires at the first one, and then stays: otherwise a collection that always has some would send a mail for every file. */
const WITHIN_A_DAY = { statistic: "Sum", period: HOUR, evaluationPeriods: 24, datapointsToAlarm: 1 };

/**
 * Fires when no row was written for as many hours as the environment allows. No rows are a gap in the metric, not a 0, and with gaps
 * CloudWatch evaluates older data than it was told to. So the gaps are filled with 0.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function addStale(scope: Construct, props: CollectionAlarmsProps): void {
  const { environment, collection } = props;
  const expected = expectedOf(environment, collection);
  if ("none" in expected) return;
  const { hours } = expected;
  const rows = { ...objectMetric(environment, "RowsOut", collection), stat: "Sum", period: HOUR };
  addAlarm(scope, "stale", props, {
    kind: "stale",
    of: collection,
    meaning: `No CLEAN object of ${collection} for ${hours} ${hours === 1 ? "hour" : "hours"}.`,
    metricQuery: [
      { id: "rows", metric: rows },
      { id: "filled", expression: "FILL(rows, 0)", label: "RowsOut", returnData: true },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: hours,
    // FILL needs at least one value. Without any row in the time that CloudWatch reads, the data stays missing.
    treatMissingData: "breaching",
  });
}
