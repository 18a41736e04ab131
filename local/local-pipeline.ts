import type { Command } from "commander";
import type { Shell } from "../command/shell.ts";
import type { Need } from "./setup/need.ts";

/** A pipeline that runs on one machine. */
export interface LocalPipeline {
  /** What its run needs beyond `npm ci`. Without it, the run shows what it can. */
  readonly run: readonly Need[];
  /** What its tests need besides. */
  readonly tests: readonly Need[];
  /** Loads its command line. Nothing else of it may be imported before: packages that only its run needs may be missing. */
  readonly load: () => Promise<DefineCommand>;
}

/** Gives a command, which already has its name, the description, options and action of the run. */
export type DefineCommand = (command: Command, shell: Shell) => Command;

/** A pipeline of which nothing runs yet. */
export const NOT_BUILT = "not built yet";

export type LocalPipelines = Readonly<Record<string, LocalPipeline | typeof NOT_BUILT>>;

/** For a help: a line for each pipeline, with a note if it is not built yet. */
export function nameLines(pipelines: LocalPipelines): string {
  const lines = Object.entries(pipelines).map(
    ([name, pipeline]) => `  ${name.padEnd(25)}${pipeline === NOT_BUILT ? NOT_BUILT : ""}`,
  );
  return lines.map((line) => line.trimEnd()).join("\n");
}
