import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { type Addressed, addressed, blocks, type Resource, refersTo, type Terraform, texts } from "./terraform-json.ts";

/** Every failure of a function is reported, and no log is kept for ever. */
export function checkFunctions(stack: Terraform): Problem[] {
  return [
    ...addressed(stack, "aws_lambda_function").flatMap((lambda) => checkFunction(stack, lambda)),
    ...addressed(stack, "aws_cloudwatch_log_group").flatMap(({ address, it }) =>
      rule(Number(it.retention_in_days) > 0, address, "it is kept for ever", "give it retention_in_days"),
    ),
    ...checkAlarmActions(stack),
  ];
}

/** If the stack has a topic for alarms, each alarm notifies it. */
function checkAlarmActions(stack: Terraform): Problem[] {
  if (addressed(stack, "aws_sns_topic").length === 0) return [];
  return addressed(stack, "aws_cloudwatch_metric_alarm").flatMap(({ address, it }) =>
    rule(
      texts(it.alarm_actions).length > 0 && it.actions_enabled !== false,
      address,
      "it notifies nobody",
      "give it the stack's topic as alarm action",
    ),
  );
}

function checkFunction(stack: Terraform, lambda: Addressed): Problem[] {
  const { address, it } = lambda;
  const isOurs = (name: unknown) => refersTo(name, lambda) || name === it.function_name;
  const of = (type: string) => addressed(stack, type).map(({ it: each }) => each);
  const alarmsOn = (metric: string) =>
    of("aws_cloudwatch_metric_alarm").filter(
      (alarm) =>
        alarm.namespace === "AWS/Lambda" &&
        alarm.metric_name === metric &&
        isOurs((alarm.dimensions as Resource | undefined)?.FunctionName),
    );
  const destinations = of("aws_lambda_function_event_invoke_config").filter((each) => isOurs(each.function_name));
  return [
    ...(isOnlyScheduled(stack, lambda)
      ? rule(
          alarmsOn("Invocations").some(({ treat_missing_data }) => treat_missing_data === "breaching"),
          address,
          "no alarm fires when it has not run",
          "add an alarm on its Invocations, with missing data as breaching",
        )
      : rule(
          destinations.some(hasDestination),
          address,
          "it has no destination for failures",
          "give it an aws_lambda_function_event_invoke_config with on_failure",
        )),
    ...rule(
      of("aws_cloudwatch_log_group").some(({ name }) => name === `/aws/lambda/${String(it.function_name)}`),
      address,
      "Lambda would create its log group and keep it for ever",
      "add an aws_cloudwatch_log_group",
    ),
    ...rule(alarmsOn("Errors").length > 0, address, "no alarm fires when it fails", "add an alarm on its Errors"),
  ];
}

/** Its event names nothing that could be lost, because a schedule sends it: the next run does the same. */
function isOnlyScheduled(stack: Terraform, lambda: Addressed): boolean {
  const invokedBy = (type: string, argument: (it: Resource) => unknown) =>
    addressed(stack, type).some(({ it }) => refersTo(argument(it), lambda));
  return (
    invokedBy("aws_scheduler_schedule", ({ target }) => blocks(target)[0]?.arn) &&
    !invokedBy("aws_lambda_permission", ({ function_name }) => function_name) &&
    !invokedBy("aws_lambda_event_source_mapping", ({ function_name }) => function_name)
  );
}

function hasDestination(config: Resource): boolean {
  return blocks(config.destination_config)
    .flatMap(({ on_failure }) => blocks(on_failure))
    .some(({ destination }) => destination !== undefined);
}
