import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import {
  type Addressed,
  addressed,
  blocks,
  type Resource,
  refersTo,
  type Terraform,
  text,
  texts,
} from "./terraform-json.ts";

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

/** If the stack has a topic for alarms, each alarm notifies it. A queue may hear of other things. */
function checkAlarmActions(stack: Terraform): Problem[] {
  const subscriptions = addressed(stack, "aws_sns_topic_subscription").map(({ it }) => it);
  const isForQueues = (topic: Addressed) => {
    const own = subscriptions.filter(({ topic_arn }) => refersTo(topic_arn, topic));
    return own.length > 0 && own.every(({ protocol }) => protocol === "sqs");
  };
  if (addressed(stack, "aws_sns_topic").every(isForQueues)) return [];
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
  return [
    ...checkLoss(stack, lambda, {
      isWatched:
        alarmsOn("Invocations").some(({ treat_missing_data }) => treat_missing_data === "breaching") ||
        of("aws_cloudwatch_metric_alarm").some((alarm) => fillsInvocations(alarm, isOurs)),
      hasDestination:
        keepsInQueue(stack, lambda) ||
        of("aws_lambda_function_event_invoke_config").some(
          (each) => isOurs(each.function_name) && hasDestination(each),
        ),
    }),
    ...rule(
      of("aws_cloudwatch_log_group").some(({ name }) => name === `/aws/lambda/${String(it.function_name)}`),
      address,
      "Lambda would create its log group and keep it for ever",
      "add an aws_cloudwatch_log_group",
    ),
    ...rule(alarmsOn("Errors").length > 0, address, "no alarm fires when it fails", "add an alarm on its Errors"),
  ];
}

/** What it is invoked for and fails for is not lost, or somebody hears of it. */
function checkLoss(
  stack: Terraform,
  lambda: Addressed,
  has: { readonly isWatched: boolean; readonly hasDestination: boolean },
): Problem[] {
  const { address } = lambda;
  // Firehose keeps what it could not transform.
  if (isTransformer(stack, lambda)) return [];
  // The state machine that calls it fails with it.
  if (isStep(stack, lambda)) return [];
  if (isOnlyScheduled(stack, lambda))
    return rule(
      has.isWatched,
      address,
      "no alarm fires when it has not run",
      "add an alarm on its Invocations, with missing data as breaching, or filled with 0",
    );
  return rule(
    has.hasDestination,
    address,
    "it has no destination for failures",
    "give it an aws_lambda_function_event_invoke_config with on_failure",
  );
}

/** An alarm of a function whose schedules may be off: it does not fire before the function first ran. */
function fillsInvocations(alarm: Resource, isOurs: (name: unknown) => boolean): boolean {
  const queries = blocks(alarm.metric_query);
  const invoked = queries.find(({ metric }) => {
    const [on] = blocks(metric);
    return on?.metric_name === "Invocations" && isOurs((on.dimensions as Resource | undefined)?.FunctionName);
  });
  return invoked !== undefined && queries.some(({ expression }) => expression === `FILL(${text(invoked.id)}, 0)`);
}

/** Whether Firehose invokes it, and an alarm fires when a call of it does not succeed. */
function isTransformer(stack: Terraform, lambda: Addressed): boolean {
  const streams = addressed(stack, "aws_kinesis_firehose_delivery_stream").filter(({ it }) =>
    blocks(it.extended_s3_configuration)
      .flatMap((each) => blocks(each.processing_configuration))
      .flatMap((each) => blocks(each.processors))
      .flatMap((each) => blocks(each.parameters))
      .some(({ parameter_value }) => refersTo(parameter_value, lambda)),
  );
  const alarmed = addressed(stack, "aws_cloudwatch_metric_alarm")
    .filter(({ it }) => it.metric_name === "ExecuteProcessing.Success")
    .map(({ it }) => (it.dimensions as Resource | undefined)?.DeliveryStreamName);
  return streams.length > 0 && streams.every(({ it }) => alarmed.includes(it.name));
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

/** Whether a state machine calls it, and nothing else does. */
function isStep(stack: Terraform, lambda: Addressed): boolean {
  const called = addressed(stack, "aws_sfn_state_machine").some(({ it }) =>
    text(it.definition).includes(`\${${lambda.address}.arn}`),
  );
  const invokedBy = (type: string) =>
    addressed(stack, type).some(
      ({ it }) => refersTo(it.function_name, lambda) || refersTo(blocks(it.target)[0]?.arn, lambda),
    );
  return (
    called && !["aws_lambda_permission", "aws_lambda_event_source_mapping", "aws_scheduler_schedule"].some(invokedBy)
  );
}

/** What it can't do is a dead letter of the queue that invokes it. */
function keepsInQueue(stack: Terraform, lambda: Addressed): boolean {
  const queues = addressed(stack, "aws_sqs_queue").filter(({ it }) => text(it.redrive_policy) !== "");
  const sources = addressed(stack, "aws_lambda_event_source_mapping")
    .filter(({ it }) => refersTo(it.function_name, lambda))
    .map(({ it }) => it.event_source_arn);
  return sources.length > 0 && sources.every((source) => queues.some((queue) => refersTo(source, queue)));
}

function hasDestination(config: Resource): boolean {
  return blocks(config.destination_config)
    .flatMap(({ on_failure }) => blocks(on_failure))
    .some(({ destination }) => destination !== undefined);
}
