import { UserError } from "../../command/user-error.ts";
import { MODULES, moduleId } from "../../stacks/snowflake-to-postgres/names.ts";
import type { ResourceChange } from "../plan-review/plan.ts";
import type { StagedStack } from "./stages.ts";

/** The stacks without the modules of snowflake-to-postgres. */
export function withoutModules(stacks: readonly StagedStack[]): readonly StagedStack[] {
  return stacks.filter((stack) => !MODULES.some((module) => moduleId(stack, module) === stack.stack));
}

/** The stacks whose plan changes something: the others need no job. */
export function changedOf(
  stacks: readonly StagedStack[],
  changesOf: (stack: string) => readonly ResourceChange[],
): readonly StagedStack[] {
  return stacks.filter(({ stack }) => changesOf(stack).some(({ change }) => change.actions.join() !== "no-op"));
}

/** The stacks of one module, in all environments. @throws UserError if there is no such module */
export function stacksOfModule(stacks: readonly StagedStack[], name: string): readonly StagedStack[] {
  const module = MODULES.find((each) => each === name);
  if (module === undefined) throw new UserError(`There is no module "${name}": write one of ${MODULES.join(", ")}.`);
  return stacks.filter((stack) => moduleId(stack, module) === stack.stack);
}
