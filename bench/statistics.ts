import type { Measurement } from "./measurement.ts";

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (below === undefined || above === undefined) throw new RangeError("There is no median of nothing.");
  return (below + above) / 2;
}

/** A measure of each run, in the middle. */
export function medianOf(runs: readonly Measurement[], measure: keyof Measurement): number {
  return median(runs.map((run) => run[measure]));
}

/**
 * How many times as long as ours, round by round: what slows the machine down for a while slows down both of a round, so a
 * ratio of medians would say less than this median of ratios.
 */
export function ratios(theirs: readonly Measurement[], ours: readonly Measurement[]): Spread {
  if (theirs.length !== ours.length) throw new RangeError("Both must have run in every round.");
  const each = theirs.map(({ seconds }, round) => seconds / (ours[round]?.seconds ?? Number.NaN));
  return { median: median(each), min: Math.min(...each), max: Math.max(...each) };
}
