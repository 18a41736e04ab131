import { withProgress } from "../../command/with-progress.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Session } from "../session.ts";
import { applyPlan, type Done, filesToRun } from "./apply.ts";
import type { Warehouse } from "./connection.ts";
import { askBefore } from "./consent.ts";
import { type LookUp, lookUp } from "./look-up.ts";
import type { Plan } from "./plan.ts";

interface ApplyOptions extends LookUp {
  /** Also if it takes a mask away, opens a share or removes something. */
  readonly yes: boolean;
}

/**
 * Looks up what is applied, and applies the rest.
 * @throws UserError if it needs to be told to, or at the first statement that fails
 */
export async function applyAll(
  session: Session,
  warehouse: Warehouse,
  target: Target,
  { yes, ...options }: ApplyOptions,
): Promise<{ readonly plan: Plan; readonly done: Done }> {
  const found = await lookUp(warehouse, target, options);
  if (!yes) askBefore(found.plan);
  const steps = filesToRun(found.plan).length + found.plan.removes.length + found.plan.retyped.length;
  const done = await withProgress(session, steps, (step) => applyPlan(warehouse, { target, ...found }, step));
  return { plan: found.plan, done };
}
