import { parseArgs } from "node:util";
import { DATA_SETS } from "./data-sets/index.ts";
import { OTHERS } from "./peers.ts";

export interface Options {
  readonly megabytes: number;
  readonly runs: number;
  /** Names of data sets and of peers; empty means all. */
  readonly only: readonly string[];
  readonly peers: readonly string[];
  readonly large: boolean;
  readonly json: boolean;
}

/** A mistake in how the command was called. */
export class UsageError extends Error {}

const FULL_MEGABYTES = 200;
const FULL_RUNS = 5;

export const USAGE = `Compares the cleaner with other ways to do the same job, each in a process of its own, in turns.

  npm run bench -- [--size MB] [--runs N] [--only NAME]... [--peer NAME]... [--large] [--json]

  --size MB    megabytes of CSV a data set (${FULL_MEGABYTES})
  --runs N     timed rounds (${FULL_RUNS})
  --only NAME  this data set: ${DATA_SETS.map(({ name }) => name).join(", ")}
  --peer NAME  this peer: ${OTHERS.map(({ name }) => name).join(", ")}
  --large      the first data set ten times as large too, for ours and the floor
  --json       the results as JSON on stdout

A whole run at full size writes bench/RESULTS.md and bench/results.svg; any other writes them into bench/data/.
Exit codes: 0 done, 1 our own reference gives another output, 2 the command was not understood.
`;

/** @throws UsageError */
export function readOptions(words: readonly string[]): Options | "help" {
  const values = parse(words);
  if (values.help) return "help";
  return {
    megabytes: positive("--size", values.size),
    runs: positive("--runs", values.runs),
    only: known("--only", values.only, DATA_SETS),
    peers: known("--peer", values.peer, OTHERS),
    large: values.large,
    json: values.json,
  };
}

/** Whether the results may be quoted: nothing was left out, made smaller or run less often. */
export function isFull({ megabytes, runs, only, peers }: Options): boolean {
  return megabytes === FULL_MEGABYTES && runs >= FULL_RUNS && only.length === 0 && peers.length === 0;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        size: { type: "string", default: String(FULL_MEGABYTES) },
        runs: { type: "string", default: String(FULL_RUNS) },
        only: { type: "string", multiple: true, default: [] },
        peer: { type: "string", multiple: true, default: [] },
        large: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

export function positive(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`${option} must be a whole number above 0.`);
}

function known(option: string, names: readonly string[], all: readonly { name: string }[]): readonly string[] {
  const unknown = names.find((wanted) => !all.some(({ name }) => name === wanted));
  if (unknown === undefined) return names;
  throw new UsageError(`${option} ${unknown}: there is ${all.map(({ name }) => name).join(", ")}.`);
}
