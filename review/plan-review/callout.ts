import { DATA_TYPES } from "../../stacks/identities.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { ResourceChange, Values } from "./plan.ts";
import { type Effect, effectOnTask } from "./replication.ts";

/** Types that decide who may do what, who has access, or where data is sent. */
const ACCESS =
  /^aws_iam_|_policy(_attachment)?$|_permissions?$|^aws_kms_grant$|_public_access_block$|_acl$|_ownership_controls$|_function_url$|security_group|_access_point$|_replication_configuration$|_subscription(_filter)?$|_website_configuration$/;

/** Types that decide how data expires, is encrypted, is notified, or is kept after a failure. */
const KEEPS =
  /_lifecycle_configuration$|_versioning$|_server_side_encryption_configuration$|_event_invoke_config$|^aws_s3_bucket_notification$/;

/** Arguments of resources with data that decide how long it is kept, and whether it may be deleted. */
const HOLDS = ["force_destroy", "message_retention_seconds", "deletion_window_in_days", "table_mappings"];

const LOSES: readonly Outcome[] = ["destroyed", "replaced", "forgotten"];

export type Callout = "data" | Effect | "access";

/** All reasons why a reviewer must look at a change; none for an ordinary change. */
export function calloutsOf(change: ResourceChange): readonly Callout[] {
  const outcome = outcomeOf(change);
  if (outcome === undefined) return [];
  const effect = effectOnTask(change);
  const isData = losesData(change, outcome);
  return [
    ...(isData ? (["data"] as const) : []),
    ...(effect === undefined ? [] : [effect]),
    // A change of both kinds is called out only as a loss of data.
    ...(!isData && (ACCESS.test(change.type) || changesPolicy(change)) ? (["access"] as const) : []),
  ];
}

function losesData({ type, change: { before, after } }: ResourceChange, outcome: Outcome): boolean {
  if (KEEPS.test(type)) return outcome !== "added";
  if (!DATA_TYPES.includes(type)) return false;
  if (LOSES.includes(outcome)) return true;
  return outcome === "changed" && HOLDS.some((name) => before?.[name] !== after?.[name]);
}

/** Keys and queues have a policy as an argument. */
function changesPolicy({ change: { before, after, after_unknown } }: ResourceChange): boolean {
  const isUnknown = (after_unknown as Values | undefined)?.policy === true;
  return isUnknown || (before?.policy ?? null) !== (after?.policy ?? null);
}
