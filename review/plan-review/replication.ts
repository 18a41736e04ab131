import { changedNames } from "./arguments.ts";
import { outcomeOf } from "./outcome.ts";
import type { ResourceChange } from "./plan.ts";

/**
 * What a change does to a running replication task.
 *
 * - `stops`: Terraform stops the task, and nothing starts it again.
 * - `interrupts`: the instance is unavailable for minutes; the task continues by itself.
 * - `needs-stop`: DMS refuses the change while the task runs, and the deploy stops halfway.
 */
export type Effect = "stops" | "interrupts" | "needs-stop";

const TAGS = ["tags", "tags_all"];

/** Arguments of the instance that take effect while it runs, or only in its maintenance window. */
const IN_PASSING = [
  ...TAGS,
  "allow_major_version_upgrade",
  "apply_immediately",
  "auto_minor_version_upgrade",
  "preferred_maintenance_window",
  "vpc_security_group_ids",
];

/**
 * The effect of the change on a running task; undefined if it has none.
 *
 * The provider stops the task for every change except of its tags, and does not start it again
 * (https://github.com/hashicorp/terraform-provider-aws/issues/2236). An endpoint can't be modified under a running task
 * (https://github.com/hashicorp/terraform-provider-aws/issues/27661). Which changes of an instance interrupt it:
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Modifying.html
 */
export function effectOnTask(change: ResourceChange): Effect | undefined {
  const outcome = outcomeOf(change);
  if (outcome === undefined || outcome === "added" || outcome === "forgotten") return undefined;
  const changes = (but: readonly string[]) => changedNames(change).some((name) => !but.includes(name));
  if (change.type === "aws_dms_replication_task") return outcome !== "changed" || changes(TAGS) ? "stops" : undefined;
  if (outcome !== "changed") return undefined;
  if (/^aws_dms_(\w+_)?endpoint$/.test(change.type)) return changes(TAGS) ? "needs-stop" : undefined;
  if (change.type === "aws_dms_replication_instance") return changes(IN_PASSING) ? "interrupts" : undefined;
  return undefined;
}
