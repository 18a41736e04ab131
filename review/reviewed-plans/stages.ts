import { type Place, stackName } from "../../stacks/names.ts";
import { outcomeOf } from "../plan-review/outcome.ts";
import type { ResourceChange } from "../plan-review/plan.ts";

/** A stack, as far as its place in the order needs it. */
export interface StagedStack extends Place {
  readonly stack: string;
  /** The stacks that are deployed before it. */
  readonly after: readonly string[];
}

/**
 * The stages of a deploy: each begins when the one before it has finished. Other environments come first, then the primary stack and
 * what the other stacks of its environment need, then those. Within each of the three, a stack comes in a later stage than what it
 * needs. All need the primary stack, but only the deploy that makes the CLEAN bucket begins with it: later, its changes are tried
 * elsewhere first.
 * @param makesCleanBucket whether this deploy makes the CLEAN bucket
 */
export function stagesOf<S extends StagedStack>(
  stacks: readonly S[],
  primary: Place,
  makesCleanBucket: boolean,
): readonly (readonly S[])[] {
  const elsewhere = stacks.filter(({ environment }) => environment !== primary.environment);
  const home = stacks.filter(({ environment }) => environment === primary.environment);
  const needed = new Set([stackName(primary), ...home.flatMap(({ after }) => after)]);
  const first = inStages(home.filter(({ stack }) => needed.has(stack)));
  const others = inStages(elsewhere);
  const last = inStages(home.filter(({ stack }) => !needed.has(stack)));
  return makesCleanBucket ? [...first, ...others, ...last] : [...others, ...first, ...last];
}

/** Each stack in a later stage than those of them that it needs. CDKTF refuses stacks that need each other. */
function inStages<S extends StagedStack>(stacks: readonly S[]): readonly (readonly S[])[] {
  if (stacks.length === 0) return [];
  const waiting = stacks.filter(({ after }) => stacks.some(({ stack }) => after.includes(stack)));
  return [stacks.filter((each) => !waiting.includes(each)), ...inStages(waiting)];
}

/** Whether the plan of the primary stack makes the CLEAN bucket, which every other stack needs. */
export function makesBucket(changes: readonly ResourceChange[], name: string): boolean {
  return changes.some(
    (change) =>
      change.type === "aws_s3_bucket" && change.change.after?.bucket === name && outcomeOf(change) === "added",
  );
}
