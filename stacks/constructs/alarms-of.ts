import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { TerraformStack } from "cdktf";

/** ARNs of all alarms in the stack, whichever construct added them. */
export function alarmsOf(stack: TerraformStack): string[] {
  return alarmsIn(stack).map(({ arn }) => arn);
}

/** Their names, for another stack, which can't refer to them. */
export function alarmNamesOf(stack: TerraformStack): string[] {
  return alarmsIn(stack).map(({ alarmNameInput }) => alarmNameInput ?? "");
}

function alarmsIn(stack: TerraformStack): CloudwatchMetricAlarm[] {
  return stack.node.findAll().filter((node) => node instanceof CloudwatchMetricAlarm);
}
