import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { TerraformStack } from "cdktf";

/** ARNs of all alarms in the stack, whichever construct added them. */
export function alarmsOf(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter((node) => node instanceof CloudwatchMetricAlarm)
    .map(({ arn }) => arn);
}
