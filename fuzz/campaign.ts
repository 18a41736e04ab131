import type { Found } from "./run-trial.ts";
import { type Runs, runTrial } from "./run-trial.ts";
import type { Trial } from "./trial.ts";

/** The result of all trials. */
export interface Report {
  readonly seed: number;
  readonly milliseconds: number;
  /** The number of examples by trial and outcome. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly found: readonly Found[];
}

/** How often a trial reports progress. */
const STEPS = 10;

/** Divides the runs among the trials. If a trial finds something, the next one starts. */
export async function runCampaign(
  trials: readonly Trial[],
  asked: Runs,
  onStep: (what: string) => void,
): Promise<Report> {
  const started = performance.now();
  const counts: Record<string, Record<string, number>> = {};
  const found: Found[] = [];
  const shares = trials.reduce((sum, { share }) => sum + share, 0);
  for (const each of trials) {
    const own: Record<string, number> = {};
    counts[each.name] = own;
    const count = (outcome: string): void => {
      own[outcome] = (own[outcome] ?? 0) + 1;
    };
    const runs = Math.max(1, Math.round((asked.runs * each.share) / shares / STEPS));
    for (let step = 0; step < STEPS; step++) {
      // fast-check starts with a few small examples and continues with larger ones, so each step starts again with its own seed.
      const one = await runTrial(each, { ...asked, runs, seed: (asked.seed + step) | 0 }, count);
      onStep(each.name);
      if (one !== undefined) found.push(one);
      if (one !== undefined || asked.path !== undefined) break;
    }
  }
  return { seed: asked.seed, milliseconds: Math.round(performance.now() - started), counts, found };
}

export function stepsOf(trials: readonly Trial[]): number {
  return trials.length * STEPS;
}
