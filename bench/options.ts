import { Command, Option } from "commander";
import { choices } from "../command/choices.ts";
import { exitCodes } from "../command/exit-code.ts";
import { positive } from "../command/positive.ts";
import { DATA_SETS } from "./data-sets/index.ts";
import { OTHERS } from "./peers.ts";
import { readCommandLine } from "./read-command-line.ts";

export interface Options {
  readonly megabytes: number;
  readonly runs: number;
  /** Names of data sets and of peers; empty means all. */
  readonly only: readonly string[];
  readonly peers: readonly string[];
  readonly large: boolean;
  readonly json: boolean;
}

const FULL_MEGABYTES = 200;
const FULL_RUNS = 5;

const HELP = `
A whole run at full size writes bench/RESULTS.md and bench/results.svg; any
other writes them into bench/data/.${exitCodes("done", "our own reference gives another output")}`;

/** What `--help` prints. */
export function usage(): string {
  return `${command().helpInformation()}${HELP}`;
}

/** @throws UsageError */
export function readOptions(words: readonly string[]): Options | "help" {
  const values = readCommandLine<{ size: number; peer: string[] } & Omit<Options, "megabytes" | "peers">>(
    command(),
    words,
  );
  if (values === "help") return "help";
  const { size, runs, only, peer, large, json } = values;
  return { megabytes: size, runs, only, peers: peer, large, json };
}

/** Whether the results may be published: nothing was left out, made smaller or run less often. */
export function isFull({ megabytes, runs, only, peers }: Options): boolean {
  return megabytes === FULL_MEGABYTES && runs >= FULL_RUNS && only.length === 0 && peers.length === 0;
}

function command(): Command {
  return new Command("npm run bench --")
    .description("Compare the cleaner with other ways to do the same job, each in a process of its own, in turns.")
    .option("--size <mb>", "megabytes of CSV a data set", positive, FULL_MEGABYTES)
    .option("--runs <n>", "timed rounds", positive, FULL_RUNS)
    .addOption(named("--only <name...>", "these data sets", DATA_SETS))
    .addOption(named("--peer <name...>", "these peers", OTHERS))
    .option("--large", "the first data set ten times as large too, for ours and the floor", false)
    .option("--json", "the results as JSON on standard output", false);
}

function named(flags: string, description: string, all: readonly { readonly name: string }[]): Option {
  const names = all.map(({ name }) => name);
  return new Option(flags, `${description}: ${names.join(", ")}`).argParser(choices(names)).default([], "all");
}
