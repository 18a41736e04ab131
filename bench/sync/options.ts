import { Command } from "commander";
import { exitCodes } from "../../command/exit-code.ts";
import { positive } from "../../command/positive.ts";
import { readCommandLine } from "../read-command-line.ts";

interface SyncOptions {
  readonly rows: number;
  readonly rounds: number;
}

const HELP = `
sling is a peer, if it is there:
  python3 -m venv .venv-bench
  .venv-bench/bin/pip install --require-hashes -r bench/extract/requirements.txt
Only the ratios mean anything on another machine.${exitCodes("all have loaded the rows", "one has failed")}`;

/** What `--help` prints. */
export function syncUsage(): string {
  return `${command().helpInformation()}${HELP}`;
}

/** @throws UsageError */
export function readSyncOptions(words: readonly string[]): SyncOptions | "help" {
  return readCommandLine<SyncOptions>(command(), words);
}

function command(): Command {
  return new Command("npm run -s bench:sync --")
    .description(
      "Load parts from a small S3 into PostgreSQL, both on this machine, by one worker of the sync and by two, against psql, " +
        "which reads the same files by gunzip and \\copy (npm run setup -- sources).",
    )
    .option("--rows <n>", "rows of the batch", positive, 5_000_000)
    .option("--rounds <n>", "runs of each; the fastest counts", positive, 3);
}
