import { METRIC_NAMESPACE, metricDimensions, type ObjectMetric, type StackMetric } from "../contracts/metrics.ts";
import type { Environment } from "./environment.ts";
import { stackName } from "./names.ts";

/** What CloudWatch knows a metric by, in the words of an alarm. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
}

/** What the cleaner counts of the objects of a collection. */
export function objectMetric(environment: Environment, metricName: ObjectMetric, collection: string): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: metricDimensions(stackName(environment), collection) };
}

/** What the cleaner counts of objects that it did not clean. */
export function stackMetric(environment: Environment, metricName: StackMetric): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: metricDimensions(stackName(environment)) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetric(
  functionName: string,
  metricName: "DestinationDeliveryFailures" | "Duration" | "Errors" | "Throttles",
): Metric {
  return { namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: functionName } };
}

/** Messages that wait. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueMetric(queueName: string): Metric {
  return {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queueName },
  };
}

/** Replays by how they ended. https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export function replayMetric(
  stateMachineArn: string,
  metricName: "ExecutionsAborted" | "ExecutionsFailed" | "ExecutionsTimedOut",
): Metric {
  return { namespace: "AWS/States", metricName, dimensions: { StateMachineArn: stateMachineArn } };
}

/** What CloudWatch knows a replication task by. */
export interface TaskDimensions {
  /** The instance's name. */
  readonly ReplicationInstanceIdentifier: string;
  /** Not the task's name: the last part of its ARN, which DMS makes up. */
  readonly ReplicationTaskIdentifier: string;
}

/** Seconds behind, reading and writing. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html */
export function taskMetric(task: TaskDimensions, metricName: "CDCLatencySource" | "CDCLatencyTarget"): Metric {
  return { namespace: "AWS/DMS", metricName, dimensions: { ...task } };
}
