import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { makeFolder } from "../command/make-folder.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import { rawHeader } from "../contracts/raw-header.ts";
import { toCsv } from "./dms/csv.ts";
import type { Example } from "./examples/example.ts";
import { examplesFolder } from "./examples/find-examples.ts";
import { writeExpectation } from "./examples/write-expectation.ts";
import { findCollection } from "./find-collection.ts";
import { pathFrom } from "./path.ts";

const CONTRACTS = join(import.meta.dirname, "../contracts");

const shell = thisShell();

const command = new Command("npm run -s contracts:example --")
  .description(
    "Begin an example of a collection: a CSV file as DMS would write it, with the header that the contract gives and one empty row. " +
      "Fill in made-up data, and columns that must not leave. npm test then wants the file of what leaves beside it.",
  )
  .argument("<collection>", "<database>/<name>, or the name alone if only one database has it")
  .argument("<title>", "what it is an example of, in letters, digits, spaces, - and _", title)
  .addHelpText("after", exitCodes("written", "there is such an example already"))
  .action(async (name: string, title: string) => {
    const { database, collection, contract } = findCollection(name, SOURCES);
    const header = rawHeader(contract);
    const folder = examplesFolder(CONTRACTS, database, collection);
    const csv = join(folder, `${title}.csv`);
    await makeFolder(folder);
    await writeNew(csv, toCsv([header, header.map(() => "")]));
    const shown = (path: string) => pathFrom(shell.calledFrom, path);
    const example = { database, collection, title, csv: shown(csv), ndjson: shown(join(folder, `${title}.ndjson`)) };
    shell.out.print(example.csv);
    shell.err.print(nextSteps(example));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

function title(text: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,99}$/u.test(text)) return text;
  throw new InvalidArgumentError("Write up to 100 letters, digits, spaces, - and _.");
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new UserError(`${file} exists. Give another title, or delete it.`, 1);
    throw new UserError(`${file} can't be written (${code}).`, 1);
  }
}

function nextSteps(example: Example): string {
  const steps = "Fill it in. Then write what leaves, and review each line of it:";
  return `${steps}\n  ${writeExpectation(example)}`;
}
