import { UserError } from "../../command/user-error.ts";
import { explainAwsError } from "../aws-error.ts";

/** Something wrong with a stack. */
export interface StackProblem {
  /** `task`, `failure queue`, or a collection. */
  readonly where: string;
  readonly problem: string;
  /** What to do about it; absent where the problem says so itself. */
  readonly remedy?: string;
}

/** What a look at one thing gave. */
export interface Checked<Found> {
  readonly found: Found;
  readonly problems: readonly StackProblem[];
}

/** Where a check can't look that is a problem, and the others go on: what they say is worth the more then. */
export async function attempt<Found>(
  where: string,
  check: () => Promise<Checked<Found>>,
): Promise<Checked<Found | null>> {
  try {
    return await check();
  } catch (error) {
    const told = error instanceof UserError ? error : explainAwsError(error);
    if (!told) throw error;
    return { found: null, problems: [{ where, problem: told.message }] };
  }
}
