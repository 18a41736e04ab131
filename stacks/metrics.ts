import { type ExtractMetric, extractDimensions } from "../contracts/extract-metrics.ts";
import { type LakeMetric, lakeDimensions } from "../contracts/lake-metrics.ts";
import { METRIC_NAMESPACE, metricDimensions, type ObjectMetric, type StackMetric } from "../contracts/metrics.ts";
import { type ProcessMetric, processDimensions } from "../contracts/process-metrics.ts";
import { type ProducerMetric, producerDimensions } from "../contracts/producer-metrics.ts";
import { type SourceMetric, sourceDimensions } from "../contracts/source-metrics.ts";
import { type TransformerMetric, transformerDimensions } from "../contracts/stream-metrics.ts";
import type { Environment } from "./environment.ts";
import { stackName } from "./names.ts";

/** What identifies a metric in CloudWatch, with the argument names of an alarm. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
}

/** A metric that the cleaner counts for each collection. */
export function objectMetric(environment: Environment, metricName: ObjectMetric, collection: string): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: metricDimensions(stackName(environment), collection) };
}

/** A metric that the cleaner counts for the whole stack: objects that it did not clean. */
export function stackMetric(environment: Environment, metricName: StackMetric): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: metricDimensions(stackName(environment)) };
}

/** A metric of the function that compares the lake with the contracts. @param stack its id */
export function lakeMetric(stack: string, metricName: LakeMetric): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: lakeDimensions(stack) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetric(
  functionName: string,
  metricName: "DestinationDeliveryFailures" | "Duration" | "Errors" | "Invocations" | "Throttles",
): Metric {
  return { namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: functionName } };
}

/** Messages that are waiting in a queue, or the seconds for which the oldest does. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueMetric(
  queueName: string,
  metricName:
    | "ApproximateNumberOfMessagesVisible"
    | "ApproximateAgeOfOldestMessage" = "ApproximateNumberOfMessagesVisible",
): Metric {
  return { namespace: "AWS/SQS", metricName, dimensions: { QueueName: queueName } };
}

/** Executions of a state machine, by how they ended. https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export function executionMetric(
  stateMachineArn: string,
  metricName: "ExecutionsAborted" | "ExecutionsFailed" | "ExecutionsSucceeded" | "ExecutionsTimedOut",
): Metric {
  return { namespace: "AWS/States", metricName, dimensions: { StateMachineArn: stateMachineArn } };
}

/** What identifies a replication task in CloudWatch. */
export interface TaskDimensions {
  /** The instance's name. */
  readonly ReplicationInstanceIdentifier: string;
  /** Not the task's name: the last part of its ARN, which DMS generates. */
  readonly ReplicationTaskIdentifier: string;
}

/**
 * CDC latency at the source and at the target, in seconds; changes that are written to the target, a second.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html
 */
export function taskMetric(
  task: TaskDimensions,
  metricName: "CDCLatencySource" | "CDCLatencyTarget" | "CDCThroughputRowsTarget",
): Metric {
  return { namespace: "AWS/DMS", metricName, dimensions: { ...task } };
}

/** A metric of the check of the sources. @param stack its id */
export function sourceMetric(stack: string, metricName: SourceMetric): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: sourceDimensions(stack) };
}

/** A metric of the function that reads tables by their watermarks. @param stack its id @param table `video.transactions` */
export function producerMetric(stack: string, table: string, metricName: ProducerMetric): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: producerDimensions(stack, table) };
}

/** A metric of Firehose's transformer. @param stack its id @param table `video.transactions` */
export function transformerMetric(stack: string, table: string, metricName: TransformerMetric): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: transformerDimensions(stack, table) };
}

/** How old the records are that Firehose reads, in milliseconds. https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
export function iteratorAge(streamName: string): Metric {
  return {
    namespace: "AWS/Kinesis",
    metricName: "GetRecords.IteratorAgeMilliseconds",
    dimensions: { StreamName: streamName },
  };
}

/** Age of the oldest record that is not in S3, in seconds; share of the transformer's calls that succeeded. https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html */
export function deliveryMetric(
  deliveryStream: string,
  metricName: "DeliveryToS3.DataFreshness" | "ExecuteProcessing.Success",
): Metric {
  return { namespace: "AWS/Firehose", metricName, dimensions: { DeliveryStreamName: deliveryStream } };
}

/** What the schedules of a group could not invoke. https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
export function scheduleMetric(group: string, metricName: "InvocationDroppedCount" | "TargetErrorCount"): Metric {
  return { namespace: "AWS/Scheduler", metricName, dimensions: { ScheduleGroup: group } };
}

/** Objects that were written, counted by a filter of the bucket. https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
export function putMetric(bucketName: string, filter: string): Metric {
  return { namespace: "AWS/S3", metricName: "PutRequests", dimensions: { BucketName: bucketName, FilterId: filter } };
}

/** A metric of the jobs that extract a collection. @param stack its id @param collection `<database>/<collection>` */
export function extractMetric(stack: string, metricName: ExtractMetric, collection: string): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: extractDimensions(stack, collection) };
}

/** A metric of the jobs that load a collection. @param stack its id @param collection `<database>/<collection>` */
export function processMetric(stack: string, metricName: ProcessMetric, collection: string): Metric {
  return { namespace: METRIC_NAMESPACE, metricName, dimensions: processDimensions(stack, collection) };
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-monitoring.html */
export function serverlessMetric(workgroup: string, metricName: "ComputeSeconds" | "QueriesRunning"): Metric {
  return { namespace: "AWS/Redshift-Serverless", metricName, dimensions: { Workgroup: workgroup } };
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html */
export function clusterMetric(
  cluster: string,
  metricName: "CPUUtilization" | "HealthStatus" | "PercentageDiskSpaceUsed",
): Metric {
  return { namespace: "AWS/Redshift", metricName, dimensions: { ClusterIdentifier: cluster } };
}

/** An instance of RDS. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export function databaseMetric(
  instance: string,
  metricName: "CPUUtilization" | "DatabaseConnections" | "FreeStorageSpace",
): Metric {
  return { namespace: "AWS/RDS", metricName, dimensions: { DBInstanceIdentifier: instance } };
}
