import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { CSV } from "../stacks/defaults.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { describeCollections } from "./contracts-page/describe.ts";
import { contractsPage } from "./contracts-page/page.ts";
import { headersIn } from "./contracts-page/raw-headers.ts";

interface Options {
  readonly raw?: string;
  readonly output: string;
  /** The old name of `output`. */
  readonly out?: string;
}

const shell = thisShell();

const command = new Command("npm run -s contracts:page --")
  .description(
    "Write one HTML file that shows what may leave: every collection, its columns, what passes, where it lands.",
  )
  .option(
    "--raw <folder>",
    "RAW files, <database>/<collection>/<file>.csv.gz: to show what is dropped as well; no value of them is shown",
  )
  .option("--output <file>", "the page", "contracts.html")
  .addOption(new Option("--out <file>").conflicts("output").hideHelp())
  .addHelpText("after", exitCodes("written", "it failed"))
  .action(async ({ raw, output, out = output }: Options) => {
    const headers = raw === undefined ? new Map() : await headersIn(resolve(shell.calledFrom, raw), CSV.csvDelimiter);
    const file = resolve(shell.calledFrom, out);
    write(file, contractsPage(describeCollections(EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS, headers)));
    shell.out.print(file);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UserError(`--output ${file} can't be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
