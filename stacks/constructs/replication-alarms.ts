import { Construct } from "constructs";
import { type TaskDimensions, taskMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, MINUTE } from "./alarm.ts";

interface ReplicationAlarmsProps extends AlarmProps {
  readonly task: TaskDimensions;
}

/** Seconds. DMS writes a file each minute; a quarter of an hour, for a quarter of an hour, is no peak. */
export const BEHIND = 15 * MINUTE;

/** Whether the changes of the source arrive in time. That the task stands is told by `task-stopped.ts`. */
export class ReplicationAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ReplicationAlarmsProps) {
    super(scope, id);
    const latency = { stat: "Maximum", period: 5 * MINUTE };
    addAlarm(this, "behind", props, {
      kind: "replication-behind",
      meaning: "Changes in the database are more than 15 minutes old when DMS writes them to RAW.",
      metricQuery: [
        { id: "source", metric: { ...taskMetric(props.task, "CDCLatencySource"), ...latency } },
        { id: "target", metric: { ...taskMetric(props.task, "CDCLatencyTarget"), ...latency } },
        // Writing can only be later than reading. Both, so that one that DMS does not report hides nothing.
        { id: "latency", expression: "MAX([source, target])", label: "CDCLatency", returnData: true },
      ],
      threshold: BEHIND,
      evaluationPeriods: 3,
      // A task that stands or still loads has no latency: that shows as no data, and not as all being well.
      treatMissingData: "missing",
    });
  }
}
