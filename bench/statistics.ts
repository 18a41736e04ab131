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

/** The median of one measure over the runs. */
export function medianOf(runs: readonly Measurement[], measure: keyof Measurement): number {
  return median(runs.map((run) => run[measure]));
}

/**
 * Time divided by our time, round by round. A slow phase of the machine affects both times of a round, so the median of these ratios
 * is steadier than the ratio of the medians.
 */
export function ratios(theirs: readonly Measurement[], ours: readonly Measurement[]): Spread {
  if (theirs.length !== ours.length) throw new RangeError("Both must have run in every round.");
  const each = theirs.map(({ seconds }, round) => seconds / (ours[round]?.seconds ?? Number.NaN));
  return { median: median(each), min: Math.min(...each), max: Math.max(...each) };
}
