import type { Measurement } from "../../bench/measurement.ts";
import type { DataSetResult, Results, TimedPeer } from "../../bench/results.ts";

const MB = 1e6;

/** Made-up results of a run. */
export const RESULTS: Results = {
  machine: { processor: "Abacus", cores: 2, memoryBytes: 8000 * MB, system: "linux x64", node: "v20.0.0" },
  date: "2026-02-22",
  commit: "1234567",
  gzipLevel: 6,
  dataSets: [dataSet("nested", 200)],
  large: dataSet("nested", 2000),
  gzipLevels: [
    { level: 1, bytes: 12 * MB, seconds: 0.5 },
    { level: 6, bytes: 10 * MB, seconds: 1 },
  ],
  handler: { bundleBytes: 0.54 * MB, readySeconds: 0.12, nodeSeconds: 0.02 },
};

function dataSet(name: string, megabytes: number): DataSetResult {
  const size = megabytes / 200;
  return {
    name,
    title: "nested & deep",
    rows: 100_000 * size,
    csvBytes: megabytes * MB,
    rawBytes: 38 * MB * size,
    plainBytes: 50 * MB * size,
    bytesAtLevel6: 4 * MB,
    ours: peer("clearwell", [1 * size, 2 * size, 1 * size]),
    others: [peer("slow", [6 * size, 8 * size, 5 * size]), peer("fair", [3 * size, 6 * size, 2 * size])],
    floor: peer("floor", [0.5 * size, 1 * size, 0.5 * size]),
    notTimed: [{ name: "odd", title: "odd", reason: "row 1 has `x` where ours has y" }],
  };
}

function peer(title: string, seconds: readonly number[]): TimedPeer {
  return { title, version: title === "slow" ? "1.2.3" : undefined, runs: measured(seconds), outBytes: 5 * MB };
}

export function measured(seconds: readonly number[]): Measurement[] {
  return seconds.map((time) => ({ seconds: time, cpuSeconds: time / 2, peakBytes: 100 * MB }));
}
