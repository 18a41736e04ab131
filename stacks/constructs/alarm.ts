import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { resourceName } from "../names.ts";

/** What all alarms of a stack have in common. */
export interface AlarmProps {
  readonly environment: Environment;
  /** The pipeline's short name, in front of the names of its alarms. Absent in mongodb-to-snowflake. */
  readonly pipeline?: string;
  /** Topic that the alarms notify. Undefined: they notify nobody, and are only on the dashboard. */
  readonly topicArn: string | undefined;
}

/** The metric of an alarm, and when it fires. By default: when one period is above 0. */
interface AlarmRule extends Partial<CloudwatchMetricAlarmConfig> {
  /** Part of the alarm's name, and its section in the runbook. */
  readonly kind: string;
  /** The collection or database, if each has its own alarm. */
  readonly of?: string;
  /** What happened when the alarm fires; the mail quotes it. */
  readonly meaning: string;
}

/**
 * Adds an alarm with the defaults of this project: missing data is not a problem, and it notifies when it fires, not when it recovers.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function addAlarm(
  scope: Construct,
  id: string,
  { environment, pipeline, topicArn }: AlarmProps,
  rule: AlarmRule,
): void {
  const { kind, of, meaning, ...config } = rule;
  new CloudwatchMetricAlarm(scope, id, {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    ...config,
    alarmName: resourceName(environment, [pipeline, kind, of].filter((part) => part !== undefined).join("-")),
    alarmDescription: `${meaning} What to do: ${runbook(kind)}`,
    alarmActions: topicArn === undefined ? [] : [topicArn],
  });
}

/** The runbook's section on an alarm. */
export function runbook(kind: string): string {
  return `docs/runbook.md#${kind}`;
}

/** In seconds, for an alarm's period. */
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
