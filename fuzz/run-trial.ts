import fc from "fast-check";
import { Finding } from "./finding.ts";
import type { Trial } from "./trial.ts";

/** A promise that does not hold, and how to repeat the example. No text of the example, which can be a user's document. */
export interface Found {
  readonly trial: string;
  readonly finding: string;
  /** The size of the smallest example, in numbers. */
  readonly shape: string;
  readonly seed: number;
  /** Leads fast-check from the seed to the smallest example. */
  readonly path: string;
}

export interface Runs {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string | undefined;
}

/** Runs a trial on the given number of examples, or until the promise does not hold for one. */
export async function runTrial(
  trial: Trial,
  { runs, seed, path }: Runs,
  count: (outcome: string) => void,
): Promise<Found | undefined> {
  // A path repeats one example, which is already the smallest.
  const only = path === undefined ? { numRuns: runs } : { numRuns: 1, path, endOnFailure: true };
  const result = await fc.check(trial.property(count), { seed, ...only });
  if (!result.failed) return undefined;
  const [example] = result.counterexample ?? [];
  const found = { finding: explain(result.errorInstance), shape: trial.shape(example) };
  return { trial: trial.name, ...found, seed, path: result.counterexamplePath ?? "" };
}

/** The message of any other error may quote the example; its stack frames do not. */
function explain(error: unknown): string {
  if (error instanceof Finding) return error.message;
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  return [error.name, ...frames.slice(0, 5)].join("\n");
}
