import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { positive, UsageError } from "../options.ts";
import type { LoadSize } from "./run-load.ts";

export interface LoadOptions extends LoadSize {
  readonly json: boolean;
}

const OBJECTS = 2000;
const ROWS = 500;

export const USAGE = `Sends a burst of RAW objects through the shipped cleaner, over HTTP on this machine: 5 % of them are told of
twice, with 5 % something goes wrong. Counts whether each row has landed or failed.

  npm run -s bench:load -- [--objects N] [--rows N] [--processes N] [--json]

  --objects N    objects in the burst (${OBJECTS})
  --rows N       rows in an object (${ROWS})
  --processes N  processes of the function (as many as there are cores: ${availableParallelism()})
  --json         the result as JSON

The result is Markdown on stdout; bench/LOAD.md is that of a run at full size.
Exit codes: 0 the rows add up, 1 they do not, 2 the command was not understood.
`;

/** @throws UsageError */
export function readLoadOptions(words: readonly string[]): LoadOptions | "help" {
  const values = parse(words);
  if (values.help) return "help";
  return {
    objects: positive("--objects", values.objects),
    rows: positive("--rows", values.rows),
    processes: positive("--processes", values.processes),
    json: values.json,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        objects: { type: "string", default: String(OBJECTS) },
        rows: { type: "string", default: String(ROWS) },
        processes: { type: "string", default: String(availableParallelism()) },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
