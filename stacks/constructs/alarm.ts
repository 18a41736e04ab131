import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { resourceName } from "../names.ts";

/** Whose alarms they are, and who hears them. */
export interface AlarmProps {
  readonly environment: Environment;
  /** Topic that an alarm speaks to; without one it still shows. */
  readonly topicArn: string | undefined;
}

/** What an alarm looks at, and when it rings: above 0, once, unless it says otherwise. */
interface AlarmRule extends Partial<CloudwatchMetricAlarmConfig> {
  /** Its section in the runbook, and part of its name. */
  readonly kind: string;
  /** Of which collection, where each has an alarm of its own. */
  readonly collection?: string;
  /** What has happened when it rings, for who reads the mail. */
  readonly meaning: string;
}

/**
 * An alarm as all of ours are: silence is no news, and it speaks when it starts to ring, not when it stops.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function addAlarm(scope: Construct, id: string, { environment, topicArn }: AlarmProps, rule: AlarmRule): void {
  const { kind, collection, meaning, ...watched } = rule;
  new CloudwatchMetricAlarm(scope, id, {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    ...watched,
    alarmName: resourceName(environment, collection === undefined ? kind : `${kind}-${collection}`),
    alarmDescription: `${meaning} What to do: ${runbook(kind)}`,
    alarmActions: topicArn === undefined ? [] : [topicArn],
  });
}

/** Where the runbook says what to do. */
export function runbook(kind: string): string {
  return `docs/runbook.md#${kind}`;
}

/** Seconds, for an alarm's period. */
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
