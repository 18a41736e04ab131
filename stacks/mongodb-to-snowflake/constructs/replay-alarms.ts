import { Construct } from "constructs";
import { type AlarmProps, addAlarm, HOUR } from "../../constructs/alarm.ts";
import { executionMetric } from "../../metrics.ts";

interface ReplayAlarmsProps extends AlarmProps {
  readonly stateMachineArn: string;
}

/**
 * Fires when a replay ended early. Some of its objects were then not cleaned, and nothing else reports them: the failure queue has
 * only objects that the cleaner failed on. The operator who started the replay may not be watching any more.
 */
export class ReplayAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ReplayAlarmsProps) {
    super(scope, id);
    const count = { stat: "Sum", period: HOUR };
    const ended = (metricName: Parameters<typeof executionMetric>[1]) => ({
      metric: { ...executionMetric(props.stateMachineArn, metricName), ...count },
    });
    addAlarm(this, "unfinished", props, {
      kind: "replay-unfinished",
      meaning: "A replay was stopped, or failed, before all of its objects were cleaned.",
      metricQuery: [
        { id: "failed", ...ended("ExecutionsFailed") },
        { id: "late", ...ended("ExecutionsTimedOut") },
        { id: "stopped", ...ended("ExecutionsAborted") },
        // MAX ignores a metric without data.
        { id: "unfinished", expression: "MAX([failed, late, stopped])", label: "Unfinished", returnData: true },
      ],
    });
  }
}
