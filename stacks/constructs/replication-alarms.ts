import { Construct } from "constructs";
import { type TaskDimensions, taskMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, MINUTE } from "./alarm.ts";

interface ReplicationAlarmsProps extends AlarmProps {
  /** The database, if it is in the alarm's name. */
  readonly of?: string;
  /** Where DMS writes: `RAW`. */
  readonly target: string;
  readonly dimensions: TaskDimensions;
}

/** Seconds. DMS writes a file each minute, so 15 minutes of latency for 15 minutes are not a short peak. */
export const LATENCY_MAX = 15 * MINUTE;

/** Fires when changes arrive late. A task that failed or stopped is reported by `task-stopped.ts`. */
export class ReplicationAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ReplicationAlarmsProps) {
    super(scope, id);
    const { dimensions, of, target } = props;
    const latency = { stat: "Maximum", period: 5 * MINUTE };
    addAlarm(this, "behind", props, {
      kind: "replication-behind",
      ...(of === undefined ? {} : { of }),
      meaning: `Changes in ${of ?? "the database"} are more than 15 minutes old when DMS writes them to ${target}.`,
      metricQuery: [
        { id: "source", metric: { ...taskMetric(dimensions, "CDCLatencySource"), ...latency } },
        { id: "target", metric: { ...taskMetric(dimensions, "CDCLatencyTarget"), ...latency } },
        // The target's is never lower than the source's. Both, in case DMS reports only one.
        { id: "latency", expression: "MAX([source, target])", label: "CDCLatency", returnData: true },
      ],
      threshold: LATENCY_MAX,
      evaluationPeriods: 3,
      // A task that is stopped or in its full load reports no latency: the alarm then shows "insufficient data", not "OK".
      treatMissingData: "missing",
    });
  }
}
