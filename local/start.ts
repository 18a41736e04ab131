import { resolve } from "node:path";
import { Command } from "commander";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { isWithin } from "./path.ts";
import { runPipeline } from "./pipeline.ts";

interface Options {
  readonly input?: string;
  readonly output?: string;
}

const DEFAULT_OUTPUT = resolve(import.meta.dirname, "../pipeline-out");

const shell = thisShell();

const command = new Command("npm start --")
  .description("Run the whole pipeline on this machine, over a made-up data set or over RAW objects of your own.")
  .option("--input <folder>", "your own RAW objects, <database>/<collection>/<file>.csv.gz; they are not changed")
  .option("--output <folder>", "where RAW, CLEAN and the Terraform JSON go (default: pipeline-out)")
  .addHelpText("after", exitCodes("all well", "an object failed or a count is off"))
  .action(async (options: Options) => {
    const path = (name: string | undefined) => (name === undefined ? undefined : resolve(shell.calledFrom, name));
    const [input, output = DEFAULT_OUTPUT] = [path(options.input), path(options.output)];
    if (input !== undefined && isWithin(output, input))
      throw new UserError(`--input ${input} is inside the output folder, which is replaced: name another --output.`);
    const isGood = await runPipeline({ input, output, calledFrom: shell.calledFrom }, shell.out);
    if (!isGood) throw new Exit(EXIT.failed);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);
