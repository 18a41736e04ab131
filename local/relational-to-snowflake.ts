import { resolve } from "node:path";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { SOURCES } from "../contracts/index.ts";
import type { DefineCommand } from "./local-pipeline.ts";
import { DEFAULT_OUTPUT } from "./output-folder.ts";
import { runRelational } from "./relational/pipeline.ts";
import { CHECKS } from "./setup/checks.ts";
import { thisMachine } from "./setup/machine.ts";
import { missing } from "./setup/need.ts";

interface Options {
  readonly output?: string;
}

export const relationalToSnowflake: DefineCommand = (command, { calledFrom, out }) =>
  command
    .description(
      "Run relational-to-snowflake on this machine: made-up sources, the lake as DMS writes it, dbt in a stand-in for Snowflake.",
    )
    .option("--output <folder>", "where the lake and dbt's project go (default: pipeline-out)")
    .addHelpText("after", exitCodes("all well", "dbt failed or rows differ from the source's"))
    .action(async ({ output: named }: Options) => {
      const output = named === undefined ? DEFAULT_OUTPUT : resolve(calledFrom, named);
      const lacking = (await missing(CHECKS.dbt, thisMachine())).map(({ name }) => name);
      const isGood = await runRelational({ sources: SOURCES, output, calledFrom, lacking }, out);
      if (!isGood) throw new Exit(EXIT.failed);
    });
