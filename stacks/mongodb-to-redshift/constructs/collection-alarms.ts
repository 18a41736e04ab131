import { Construct } from "constructs";
import { type AlarmProps, addAlarm, DAY, HOUR } from "../../constructs/alarm.ts";
import { freshnessOf } from "../../freshness.ts";
import { extractMetric, processMetric } from "../../metrics.ts";
import type { Collection } from "../collections.ts";
import { stackId } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

interface CollectionAlarmsProps extends AlarmProps {
  readonly environment: MongodbToRedshift;
  readonly collection: Collection;
}

/** Batches that wait. An execution makes one or two, and leaves none. */
export const BACKLOG_MAX = 10;

/** Percent of the oplog's window. At 100 changes are lost, and only a new load helps. */
export const OPLOG_USED_MAX = 50;

/** What can be wrong with one collection, while the others are extracted and loaded. */
export class CollectionAlarms extends Construct {
  constructor(scope: Construct, id: string, props: CollectionAlarmsProps) {
    super(scope, id);
    const { name } = props.collection;
    const stack = stackId(props.environment);
    // A schedule may run only once a day.
    const daily = { statistic: "Maximum", period: DAY };
    addAlarm(this, "stopped", props, {
      kind: "collection-stopped",
      of: name,
      meaning: `${name} is not loaded: its documents changed their schema, and somebody has to decide. It is still extracted.`,
      ...processMetric(stack, "Stopped", name),
      ...daily,
    });
    addAlarm(this, "backlog", props, {
      kind: "backlog",
      of: name,
      meaning: `More than ${BACKLOG_MAX} batches of ${name} are extracted and not loaded.`,
      ...processMetric(stack, "Backlog", name),
      ...daily,
      threshold: BACKLOG_MAX,
    });
    addAlarm(this, "oplog", props, {
      kind: "oplog-used",
      of: name,
      meaning: `The next changes of ${name} are older than ${OPLOG_USED_MAX} % of what MongoDB's oplog keeps: soon they are lost.`,
      ...extractMetric(stack, "OplogUsed", name),
      ...daily,
      threshold: OPLOG_USED_MAX,
    });
    addNotLoaded(this, props);
  }
}

/** Fires also if nothing runs any more: then there is no data. */
function addNotLoaded(scope: Construct, props: CollectionAlarmsProps): void {
  const { environment, collection } = props;
  const expected = freshnessOf(environment.freshness, collection.name);
  if ("none" in expected) return;
  const { hours } = expected;
  addAlarm(scope, "not-loaded", props, {
    kind: "not-loaded",
    of: collection.name,
    meaning: `No row of ${collection.name} was loaded into Redshift for ${hours} ${hours === 1 ? "hour" : "hours"}.`,
    ...processMetric(stackId(environment), "RowsLoaded", collection.name),
    statistic: "Sum",
    period: HOUR,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: hours,
    treatMissingData: "breaching",
  });
}
