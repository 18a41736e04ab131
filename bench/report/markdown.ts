import type { DataSetResult, Results } from "../results.ts";
import { medianOf, ratios } from "../statistics.ts";
import { dataSetSection, fastestFirst } from "./data-set-section.ts";
import { grouped, megabytes, milliseconds, seconds, times } from "./format.ts";
import { markdownTable } from "./markdown-table.ts";

const METHOD = `Each peer reads the same gzipped CSV and writes the listed fields as gzipped NDJSON, in a process of its own, in turns. Before
a peer is timed, its output is compared with ours row by row, as values: the order of keys, white space and the notation of numbers
do not count, and for DuckDB, polars, ClickHouse and Miller a null counts as an absent field. Time runs from opening the input to
closing the output. A ratio is taken within each round, and the median of the ratios is shown. Each peer in JavaScript gets large
chunks, as ours does, unless small ones make it faster (papaparse's stream), and hands its lines to gzip in batches. Our reference
does more than the others: it checks every quote and width, and keeps each number as it was written. The floor is zlib alone: the
input is gunzipped and discarded while our finished output is gzipped. DuckDB, polars, ClickHouse and Python have a gzip of their
own, DuckDB's without levels. polars and ClickHouse are told the types in each JSON column, which is not timed. Memory is the highest resident memory in any round. Dollars are for a terabyte of CSV at one vCPU of Lambda (1,769 MB, arm64), which threads
share, on the assumption that Lambda is as fast as this machine.`;

/** The page that the benchmark writes. */
export function toMarkdown(results: Results): string {
  const sections = [
    "# How fast it is",
    "<!-- Written by `npm run bench`. -->",
    provenance(results),
    "How many times as long as clearwell:",
    summary(results.dataSets),
    "![Bars of the same numbers](results.svg)",
    METHOD,
    ...results.dataSets.map(dataSetSection),
    ...(results.large === undefined ? [] : [growth(results.dataSets[0], results.large)]),
    levels(results),
    start(results),
  ];
  return `${sections.join("\n\n")}\n`;
}

function provenance({ machine, commit, date, gzipLevel, dataSets }: Results): string {
  const { processor, cores, memoryBytes, system, node } = machine;
  const rounds = dataSets[0]?.ours.runs.length ?? 0;
  return `${date}, commit ${commit}, ${processor}, ${cores} cores, ${megabytes(memoryBytes)} memory, ${system}, Node ${node}; the others gzip at level ${gzipLevel}; rounds: ${rounds}.`;
}

function summary(dataSets: readonly DataSetResult[]): string {
  const ratioOf = (title: string) => (result: DataSetResult) => {
    const peer = [...result.others, result.floor].find((candidate) => candidate.title === title);
    return peer === undefined ? "–" : times(ratios(peer.runs, result.ours.runs).median);
  };
  const order = dataSets.flatMap(({ others, ours }) => fastestFirst(others, ours));
  const titles = [...new Set(order.map(({ title }) => title)), ...dataSets.slice(0, 1).map(({ floor }) => floor.title)];
  const rows = titles.map((title) => [title, ...dataSets.map(ratioOf(title))]);
  return markdownTable(["", ...dataSets.map(({ title }) => title)], rows);
}

function growth(small: DataSetResult | undefined, large: DataSetResult): string {
  const sizes = small === undefined ? [large] : [small, large];
  const rows = sizes.flatMap(({ csvBytes, rows: count, ours, floor }) =>
    [ours, floor].map(({ title, runs }) => [
      `${title}, ${megabytes(csvBytes)}`,
      grouped(count),
      seconds(medianOf(runs, "seconds")),
      `${(medianOf(runs, "seconds") / (csvBytes / 1e9)).toFixed(2)} s/GB`,
      megabytes(Math.max(...runs.map(({ peakBytes }) => peakBytes))),
    ]),
  );
  return `## Ten times the size\n\n${markdownTable(["", "rows", "time", "time a GB", "peak memory"], rows)}`;
}

function levels({ gzipLevels, dataSets }: Results): string {
  const highest = gzipLevels.at(-1);
  const rows = gzipLevels.map(({ level, bytes, seconds: time }) => [
    String(level),
    megabytes(bytes),
    highest === undefined ? "" : `${(((bytes - highest.bytes) / highest.bytes) * 100).toFixed(1)} %`,
    seconds(time),
  ]);
  const table = markdownTable(["level", "output", `larger than at ${highest?.level}`, "time"], rows);
  return `## Levels of gzip\n\nOver our output of the data set "${dataSets[0]?.title}", zlib alone.\n\n${table}`;
}

function start({ handler }: Results): string {
  return `## Cold start

The bundle is ${megabytes(handler.bundleBytes)}. The handler is ready ${milliseconds(handler.readySeconds)} after the start of the process, of which Node alone takes
${milliseconds(handler.nodeSeconds)} (medians of ten).`;
}
