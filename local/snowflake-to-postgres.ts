import { resolve } from "node:path";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import type { DefineCommand } from "./local-pipeline.ts";
import { runMarket } from "./market/pipeline.ts";
import { DEFAULT_OUTPUT } from "./output-folder.ts";

interface Options {
  readonly output?: string;
  readonly rows: string;
}

const ROWS = { default: 20_000, most: 1_000_000 };

export const snowflakeToPostgres: DefineCommand = (command, { calledFrom, out }) =>
  command
    .description(
      "Run snowflake-to-postgres on this machine: DuckDB in Snowflake's place, the export and the sync as they are shipped, PostgreSQL.",
    )
    .option("--rows <number>", `rows of the largest table, up to ${ROWS.most}`, String(ROWS.default))
    .option("--output <folder>", "where the files go (default: pipeline-out)")
    .addHelpText("after", exitCodes("all well", "rows differ from the source's"))
    .action(async ({ output: named, rows: text }: Options) => {
      const rows = Number(text);
      if (!Number.isSafeInteger(rows) || rows < 100 || rows > ROWS.most)
        throw new UserError(`--rows takes a number from 100 to ${ROWS.most}.`);
      const output = named === undefined ? DEFAULT_OUTPUT : resolve(calledFrom, named);
      if (!(await runMarket({ sources: SOURCES, output, calledFrom, rows }, out))) throw new Exit(EXIT.failed);
    });
