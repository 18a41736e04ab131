import { Construct } from "constructs";
import { replayMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, HOUR } from "./alarm.ts";

interface ReplayAlarmsProps extends AlarmProps {
  readonly stateMachineArn: string;
}

/**
 * Whether a replay got to its end. One that did not leaves objects behind that nothing else tells of: the failure queue has
 * only those that the cleaner gave up. Who started it may not be there any more to see it.
 */
export class ReplayAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ReplayAlarmsProps) {
    super(scope, id);
    const count = { stat: "Sum", period: HOUR };
    const ended = (metricName: Parameters<typeof replayMetric>[1]) => ({
      metric: { ...replayMetric(props.stateMachineArn, metricName), ...count },
    });
    addAlarm(this, "unfinished", props, {
      kind: "replay-unfinished",
      meaning: "A replay was stopped, or failed, before all of its objects were cleaned.",
      metricQuery: [
        { id: "failed", ...ended("ExecutionsFailed") },
        { id: "late", ...ended("ExecutionsTimedOut") },
        { id: "stopped", ...ended("ExecutionsAborted") },
        // A metric that was never reported hides none of the others.
        { id: "unfinished", expression: "MAX([failed, late, stopped])", label: "Unfinished", returnData: true },
      ],
    });
  }
}
