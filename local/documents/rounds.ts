import pMap from "p-map";
import { table as asTable } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { CONTAINER_EXIT } from "../../functions/shared/exit-codes.ts";
import type { Ended, Jobs } from "./jobs.ts";

/** What came of a collection in a run. */
export interface CollectionRun {
  readonly collection: string;
  readonly extract: Ended;
  readonly process: Ended;
}

/** Collections at the same time. */
const CONCURRENCY = 2;

/**
 * A run as the state machine does it: each collection is extracted and then loaded, several at once; what failed stops no other one.
 * @param between called between the two steps of a collection
 */
export async function runAll(
  jobs: Jobs,
  collections: readonly string[],
  show: Terminal,
  between: (collection: string) => void,
): Promise<readonly CollectionRun[]> {
  const progress = show.progress(collections.length);
  const runs = await pMap(
    collections,
    async (collection) => {
      const extract = await jobs.extract(collection);
      between(collection);
      const run = { collection, extract, process: await jobs.process(collection) };
      progress.step(collection);
      return run;
    },
    { concurrency: CONCURRENCY },
  ).finally(() => progress.end());
  return runs;
}

/** A line for each collection: batches and rows that were extracted, rows that were loaded, and why not. */
export function showRuns(runs: readonly CollectionRun[], show: Terminal): void {
  const lines = runs.map(({ collection, extract, process }) => {
    const batches = extract.log.filter(({ message }) => message === "batch");
    const loaded = process.log.filter(({ message }) => message === "loaded");
    const numbers = [batches.length, sum(batches, "rows"), Math.ceil(sum(batches, "bytes") / 1024)];
    const why = problemOf(extract) ?? problemOf(process);
    return [
      collection,
      ...[...numbers, sum(loaded, "rows")].map((number) => number.toLocaleString("en")),
      ...(why === undefined ? [] : [show.colors.yellow(why)]),
    ];
  });
  show.print(asTable([["collection", "batches", "rows", "KB", "rows loaded"], ...lines]));
}

/** The codes of what failed, by collection. */
export function failures(runs: readonly CollectionRun[]): ReadonlyMap<string, string> {
  return new Map(
    runs.flatMap(({ collection, extract, process }) => {
      const why = problemOf(extract) ?? problemOf(process);
      return why === undefined ? [] : [[collection, why] as const];
    }),
  );
}

function problemOf({ code, log }: Ended): string | undefined {
  if (code === CONTAINER_EXIT.done) return undefined;
  const said = log.findLast((line) => typeof line.code === "string")?.code;
  return typeof said === "string" ? said : `exit ${code}`;
}

function sum(lines: Ended["log"], field: string): number {
  return lines.reduce((total, line) => total + Number(line[field] ?? 0), 0);
}
