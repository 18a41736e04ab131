import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { type Addressed, addressed, blocks, type Resource, refersTo, type Terraform, texts } from "./terraform-json.ts";

/** No function fails in silence, and no log is kept for ever. */
export function checkFunctions(stack: Terraform): Problem[] {
  return [
    ...addressed(stack, "aws_lambda_function").flatMap((lambda) => checkFunction(stack, lambda)),
    ...addressed(stack, "aws_cloudwatch_log_group").flatMap(({ address, it }) =>
      rule(Number(it.retention_in_days) > 0, address, "it is kept for ever", "give it retention_in_days"),
    ),
    ...checkHeard(stack),
  ];
}

/** Where somebody is to hear alarms, each of them is heard. */
function checkHeard(stack: Terraform): Problem[] {
  if (addressed(stack, "aws_sns_topic").length === 0) return [];
  return addressed(stack, "aws_cloudwatch_metric_alarm").flatMap(({ address, it }) =>
    rule(
      texts(it.alarm_actions).length > 0 && it.actions_enabled !== false,
      address,
      "it rings and nobody hears it",
      "let it tell the stack's topic",
    ),
  );
}

function checkFunction(stack: Terraform, lambda: Addressed): Problem[] {
  const { address, it } = lambda;
  const isOurs = (name: unknown) => refersTo(name, lambda) || name === it.function_name;
  const of = (type: string) => addressed(stack, type).map(({ it: each }) => each);
  const destinations = of("aws_lambda_function_event_invoke_config").filter((each) => isOurs(each.function_name));
  return [
    ...rule(destinations.some(hasDestination), address, "its failures go nowhere", "give it a destination on failure"),
    ...rule(
      of("aws_cloudwatch_log_group").some(({ name }) => name === `/aws/lambda/${String(it.function_name)}`),
      address,
      "Lambda would make its log group, and keep it for ever",
      "make the log group first",
    ),
    ...rule(
      of("aws_cloudwatch_metric_alarm").some(
        (alarm) =>
          alarm.namespace === "AWS/Lambda" &&
          alarm.metric_name === "Errors" &&
          isOurs((alarm.dimensions as Resource | undefined)?.FunctionName),
      ),
      address,
      "no alarm rings when it fails",
      "make an alarm on its Errors",
    ),
  ];
}

function hasDestination(config: Resource): boolean {
  return blocks(config.destination_config)
    .flatMap(({ on_failure }) => blocks(on_failure))
    .some(({ destination }) => destination !== undefined);
}
