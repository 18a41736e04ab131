import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { makeFolder } from "../command/make-folder.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { checkSources } from "../contracts/check-sources.ts";
import { SOURCES } from "../contracts/index.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { odcsDocuments } from "./contracts-odcs/documents.ts";

const REPOSITORY = join(import.meta.dirname, "..");

const shell = thisShell();

const command = new Command("npm run -s contracts:odcs --")
  .description(
    "The contracts as the Open Data Contract Standard 3.1 writes them, for data catalogues: one YAML document per database, " +
      "with types, keys and classes. Without --output they go to standard output.",
  )
  .option("--output <folder>", "write <database>.odcs.yaml into it, and replace the file that is there")
  .addHelpText("after", exitCodes("written", "the contracts have mistakes"))
  .action(async ({ output }: { readonly output?: string }) => {
    assertNoProblems(checkSources(SOURCES));
    const documents = await odcsDocuments(SOURCES, REPOSITORY, projectVersion());
    if (output === undefined) return shell.out.print([...documents.values()].join("---\n").trimEnd());
    for (const file of await writeAll(resolve(shell.calledFrom, output), documents)) shell.out.print(file);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

function projectVersion(): string {
  return (JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string }).version;
}

/** @returns the files */
async function writeAll(folder: string, documents: ReadonlyMap<string, string>): Promise<string[]> {
  try {
    await makeFolder(folder);
    const files = [...documents].map(([name, text]) => ({ file: join(folder, name), text }));
    for (const { file, text } of files) await writeFile(file, text);
    return files.map(({ file }) => file);
  } catch (error) {
    throw new UserError(`--output ${folder} can't be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
