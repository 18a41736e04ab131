import { ProblemsFound } from "../contracts/problem.ts";

/** Runs the task. A mistake of the user is told without a stack trace, and the process will exit with 1; all else is thrown. */
export function explainMistakes(task: () => void): void {
  try {
    task();
  } catch (error) {
    if (!(error instanceof ProblemsFound)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
