import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { UserError } from "../ops/user-error.ts";
import { CSV } from "../stacks/defaults.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { describeCollections } from "./contracts-page/describe.ts";
import { contractsPage } from "./contracts-page/page.ts";
import { headersIn } from "./contracts-page/raw-headers.ts";
import { runCommand } from "./run-command.ts";

interface Options {
  readonly raw?: string;
  readonly out: string;
}

/** npm itself moves to the repository. */
const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();

const command = new Command("npm run -s contracts:page --")
  .description(
    "Write one HTML file that shows what may leave: every collection, its columns, what passes, where it lands.",
  )
  .option(
    "--raw <folder>",
    "RAW files, <database>/<collection>/<file>.csv.gz: to show what is dropped as well; no value of them is shown",
  )
  .option("--out <file>", "the page", "contracts.html")
  .addHelpText("after", "\nExit code: 0 written, 1 it failed or was called wrongly.")
  .action(async ({ raw, out }: Options) => {
    const headers = raw === undefined ? new Map() : await headersIn(resolve(CALLED_FROM, raw), CSV.csvDelimiter);
    const file = resolve(CALLED_FROM, out);
    write(file, contractsPage(describeCollections(EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS, headers)));
    process.stdout.write(`${file}\n`);
  });

await runCommand(command);

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UserError(`--out ${file} can't be written (${(error as NodeJS.ErrnoException).code}).`, 1);
  }
}
