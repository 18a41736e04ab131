/**
 * Services that can be had through an interface endpoint, as the ends of their names `com.amazonaws.<region>.<service>`. A
 * misspelt one would be refused only when it is made. https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
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

/** All of them are spoken to in TLS. */
export const HTTPS = 443;
