import { Construct } from "constructs";
import { freshnessOf } from "../freshness.ts";
import { objectMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, DAY, HOUR } from "./alarm.ts";

interface CollectionAlarmsProps extends AlarmProps {
  readonly collection: string;
}

/** What can be wrong with one collection while all the others are well; so each has its own, and the mail names it. */
export class CollectionAlarms extends Construct {
  constructor(scope: Construct, id: string, props: CollectionAlarmsProps) {
    super(scope, id);
    addStale(this, props);
    addAlarm(this, "keyless", props, {
      kind: "keyless",
      collection: props.collection,
      meaning: `Rows of ${props.collection} landed without a key, so nobody can tell their documents apart.`,
      ...objectMetric(props.environment, "Keyless", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "keyless-deletes", props, {
      kind: "keyless-deletes",
      collection: props.collection,
      meaning: `Deletes of ${props.collection} landed without a key, so the documents that they mean look alive.`,
      ...objectMetric(props.environment, "KeylessDeletes", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "malformed", props, {
      kind: "malformed",
      collection: props.collection,
      meaning: `Cells of ${props.collection} that should be JSON are not, and were left out.`,
      ...objectMetric(props.environment, "Malformed", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "characters-replaced", props, {
      kind: "characters-replaced",
      collection: props.collection,
      meaning: `Text of ${props.collection} was not valid: characters of it became U+FFFD.`,
      ...objectMetric(props.environment, "ReplacedCharacters", props.collection),
      ...WITHIN_A_DAY,
    });
    addAlarm(this, "column-missing", props, {
      kind: "column-missing",
      collection: props.collection,
      meaning: `For a day no file of ${props.collection} had all the listed columns.`,
      ...objectMetric(props.environment, "AbsentColumns", props.collection),
      statistic: "Minimum",
      period: DAY,
      // Without files there is nothing new to say: a column that was missing still is.
      treatMissingData: "ignore",
    });
  }
}

/** Rings with the first, and once: a collection that always has some would ring with every file. */
const WITHIN_A_DAY = { statistic: "Sum", period: HOUR, evaluationPeriods: 24, datapointsToAlarm: 1 };

/**
 * Rings when there was no row for as many hours as the environment expects one in: the cleaner writes an object exactly where
 * a file has rows. Silence is a gap in the metric, not a 0, and an alarm that meets gaps looks further back than it was told
 * to: so they are filled.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function addStale(scope: Construct, props: CollectionAlarmsProps): void {
  const { environment, collection } = props;
  const expected = freshnessOf(environment.freshness, collection);
  if ("none" in expected) return;
  const { hours } = expected;
  const rows = { ...objectMetric(environment, "RowsOut", collection), stat: "Sum", period: HOUR };
  addAlarm(scope, "stale", props, {
    kind: "stale",
    collection,
    meaning: `No CLEAN object of ${collection} for ${hours} ${hours === 1 ? "hour" : "hours"}.`,
    metricQuery: [
      { id: "rows", metric: rows },
      { id: "filled", expression: "FILL(rows, 0)", label: "RowsOut", returnData: true },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: hours,
    // No row within all that CloudWatch looks at, or none ever: there is nothing to fill then.
    treatMissingData: "breaching",
  });
}
