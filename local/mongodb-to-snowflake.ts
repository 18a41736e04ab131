import { resolve } from "node:path";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { UserError } from "../command/user-error.ts";
import type { DefineCommand } from "./local-pipeline.ts";
import { DEFAULT_OUTPUT } from "./output-folder.ts";
import { isWithin } from "./path.ts";
import { runPipeline } from "./pipeline.ts";
import { CHECKS } from "./setup/checks.ts";
import { thisMachine } from "./setup/machine.ts";
import { missing } from "./setup/need.ts";

interface Options {
  readonly input?: string;
  readonly output?: string;
  readonly snowflake?: boolean;
}

export const mongodbToSnowflake: DefineCommand = (command, { calledFrom, out }) =>
  command
    .description("Run mongodb-to-snowflake on this machine, over a made-up data set or over RAW objects of your own.")
    .option("--input <folder>", "your own RAW objects, <database>/<collection>/<file>.csv.gz; they are not changed")
    .option("--output <folder>", "where RAW, CLEAN and the Terraform JSON go (default: pipeline-out)")
    .option("--snowflake", "also load CLEAN into a stand-in for Snowflake, and show a row masked and in clear")
    .addHelpText("after", exitCodes("all well", "an object failed or a count is off"))
    .action(async (options: Options) => {
      const path = (name: string | undefined) => (name === undefined ? undefined : resolve(calledFrom, name));
      const [input, output = DEFAULT_OUTPUT] = [path(options.input), path(options.output)];
      if (input !== undefined && isWithin(output, input))
        throw new UserError(`--input ${input} is inside the output folder, which is replaced: name another --output.`);
      const { snowflake = false } = options;
      if (snowflake) await checkStandin();
      const isGood = await runPipeline({ input, output, calledFrom, snowflake }, out);
      if (!isGood) throw new Exit(EXIT.failed);
    });

/** @throws UserError that names the setup, before anything is done */
async function checkStandin(): Promise<void> {
  const lacking = await missing(CHECKS.snowflake, thisMachine());
  if (lacking.length === 0) return;
  const names = lacking.map(({ name }) => name).join(" and ");
  throw new UserError(`--snowflake needs ${names}. To install: npm run setup -- snowflake --yes`, 1);
}
