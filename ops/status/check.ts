import { UserError } from "../../command/user-error.ts";
import { explainAwsError } from "../aws-error.ts";
import { explainSnowflakeError } from "../warehouse/explain.ts";

/** Something wrong with a stack. */
export interface StackProblem {
  /** `task`, `failure queue`, or a collection. */
  readonly where: string;
  readonly problem: string;
  /** What to do about it; absent if the problem already says so. */
  readonly remedy?: string;
}

/** The result of a check. */
export interface Checked<Found> {
  readonly found: Found;
  readonly problems: readonly StackProblem[];
}

/** Runs a check. If it can't be done, that is a problem of its own, and the other checks still run. */
export async function attempt<Found>(
  where: string,
  check: () => Promise<Checked<Found>>,
): Promise<Checked<Found | null>> {
  try {
    return await check();
  } catch (error) {
    const explained = error instanceof UserError ? error : (explainSnowflakeError(error) ?? explainAwsError(error));
    if (!explained) throw error;
    return { found: null, problems: [{ where, problem: explained.message }] };
  }
}
