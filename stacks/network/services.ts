/**
 * Services that have an interface endpoint, by the last part of their names: `com.amazonaws.<region>.<service>`. They are listed
 * because AWS refuses a misspelt one only at apply. https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export type EndpointService =
  | "ec2messages"
  | "ecr.api"
  | "ecr.dkr"
  | "kinesis-firehose"
  | "kinesis-streams"
  | "kms"
  | "logs"
  | "monitoring"
  | "redshift-data"
  | "secretsmanager"
  | "sns"
  | "sqs"
  | "ssm"
  | "ssmmessages"
  | "states"
  | "sts";

/** The port of all these services. */
export const HTTPS = 443;
