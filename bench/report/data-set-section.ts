import { dollarsPerTerabyte } from "../lambda-cost.ts";
import type { DataSetResult, TimedPeer } from "../results.ts";
import { medianOf, ratios } from "../statistics.ts";
import { grouped, megabytes, seconds, times } from "./format.ts";
import { markdownTable } from "./markdown-table.ts";

const HEADER = ["", "time", "times ours", "min–max", "CPU", "peak memory", "rows/s", "MB/s", "output", "$ per TB"];

/** The section of one data set: the time of each peer, and why others were not timed. */
export function dataSetSection(result: DataSetResult): string {
  const { ours, floor, others, notTimed } = result;
  const sizes = `${grouped(result.rows)} rows, ${megabytes(result.csvBytes)} of CSV, ${megabytes(result.rawBytes)} gzipped`;
  const ratioToFloor = ratios(ours.runs, floor.runs);
  const larger = ((result.ours.outBytes / result.bytesAtLevel6 - 1) * 100).toFixed(1);
  const rows = [ours, ...fastestFirst(others, ours), floor].map((peer) => row(peer, result));
  return [
    `## ${result.title[0]?.toUpperCase()}${result.title.slice(1)}`,
    `${sizes}; ${megabytes(result.plainBytes)} of NDJSON come out, gzipped ${larger} % larger than at level 6. clearwell takes ${times(ratioToFloor.median)} times the floor.`,
    markdownTable(HEADER, rows),
    ...notTimed.map(({ title, reason }) => `Not timed: ${title}, ${quoted(reason)}`),
  ].join("\n\n");
}

export function fastestFirst(others: readonly TimedPeer[], ours: TimedPeer): TimedPeer[] {
  const ratio = (peer: TimedPeer) => ratios(peer.runs, ours.runs).median;
  return [...others].sort((a, b) => ratio(a) - ratio(b));
}

function row(peer: TimedPeer, { rows, csvBytes, ours }: DataSetResult): string[] {
  const time = medianOf(peer.runs, "seconds");
  const cpuSeconds = medianOf(peer.runs, "cpuSeconds");
  const ratio = ratios(peer.runs, ours.runs);
  return [
    peer.version === undefined ? peer.title : `${peer.title} ${peer.version}`,
    seconds(time),
    times(ratio.median),
    `${times(ratio.min)}–${times(ratio.max)}`,
    seconds(cpuSeconds),
    megabytes(Math.max(...peer.runs.map(({ peakBytes }) => peakBytes))),
    grouped(rows / time),
    grouped(csvBytes / 1e6 / time),
    megabytes(peer.outBytes),
    dollarsPerTerabyte({ seconds: time, cpuSeconds }, csvBytes).toFixed(2),
  ];
}

/** As inline code: a reason quotes made-up rows, which may have Markdown's special characters. */
function quoted(reason: string): string {
  return `\`${reason.replaceAll("`", "'").replaceAll("\n", " ")}\``;
}
