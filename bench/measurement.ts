/** What one run of one peer took, as its own process reports it. */
export interface Measurement {
  /** By the clock, from opening the input to closing the output. */
  readonly seconds: number;
  /** Of all its threads together. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}
