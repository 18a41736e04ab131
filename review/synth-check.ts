import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { type Place, placeOf } from "../stacks/names.ts";
import { LOCK_FILE, lockFile } from "../stacks/stack-files.ts";
import { type CheckedArchive, checkArchive } from "./synth-check/check-archive.ts";
import { CHECK_FILE, type SynthCheck } from "./synth-check/result.ts";
import { synthesised } from "./synth-check/synthesised.ts";

const shell = thisShell();

const command = new Command("npm run -s synth:check --")
  .description(
    "Check somebody else's cdktf.out before Terraform reads it with credentials: it may have only plain AWS resources, under " +
      "the settings of this working tree. Prints the stacks that may be planned, as a matrix for a workflow.",
  )
  .argument("<zip>", "the artifact of the synth workflow")
  .option("--output <folder>", `where to write the checked stacks, and the result as ${CHECK_FILE}`, "cdktf.checked")
  .addHelpText("after", exitCodes("all stacks may be planned", "the artifact is refused"))
  .action((file: string, { output }: { readonly output: string }) => {
    const main = synthesised(SOURCES, ENVIRONMENTS);
    const checked = checkArchive(read(file), main);
    write(resolve(shell.calledFrom, output), checked, [...main.keys()]);
    assertNoProblems(checked.problems);
    shell.out.print(JSON.stringify(matrix(checked)));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

function read(file: string): Uint8Array {
  try {
    return readFileSync(resolve(shell.calledFrom, file));
  } catch (error) {
    throw new UserError(`${file} can't be read. Give the zip of the artifact.`, 1, { cause: error });
  }
}

function write(folder: string, { stacks, unknown, problems }: CheckedArchive, main: readonly string[]): void {
  const lock = lockFile();
  for (const { stack, files } of stacks) {
    const all = [...files, ...(lock === undefined ? [] : [[LOCK_FILE, lock] as const])];
    for (const [path, content] of all) {
      const to = join(folder, "stacks", stack, path);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, content);
    }
  }
  const found: SynthCheck = { stacks: main, unknown, problems };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, CHECK_FILE), JSON.stringify(found));
}

/** Contains only values of this working tree. */
function matrix({ stacks }: CheckedArchive) {
  return stacks.map(({ stack }) => {
    const { environment, region } = placeOf(stack, ENVIRONMENTS) as Place;
    return { stack, environment, region };
  });
}
