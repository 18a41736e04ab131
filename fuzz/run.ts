import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { choices } from "../command/choices.ts";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import type { Shell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { runCampaign, stepsOf } from "./campaign.ts";
import { documentFiles } from "./documents/document-files.ts";
import { readDocuments } from "./documents/read-documents.ts";
import { showReport } from "./show-report.ts";
import type { Trial } from "./trial.ts";
import { documentTrial, TRIALS } from "./trials.ts";

interface Options {
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
  readonly only: readonly string[];
  readonly documents?: string;
  readonly json?: boolean;
}

/**
 * Runs the fuzz command.
 * @param trials what is tried; a test has some that find something
 * @returns the exit code
 */
export function run(args: readonly string[], shell: Shell, trials: readonly Trial[] = TRIALS): Promise<number> {
  const promises = trials.map(({ name, promise }) => `  ${name.padEnd(10)}${promise}`).join("\n");
  const program = new Command("npm run -s fuzz --")
    .description(`Runs the cleaner on generated files and checks these promises:\n\n${promises}`)
    .option("--runs <n>", "number of examples, of all trials", wholeNumber, 20_000)
    .option("--seed <n>", "the same seed gives the same examples; the default is a random seed", wholeNumber)
    .option("--path <path>", "repeat one example: the path of a finding, with its seed and --only")
    .option("--only <trial...>", "run only these trials", choices(trials.map(({ name }) => name)), [])
    .option(
      "--documents <folder>",
      "instead, damage RAW files made of your own documents: .json files as mongoexport writes them",
    )
    .option("--json", "one JSON document on standard output")
    .addHelpText(
      "after",
      `\nNo text of an example is ever shown.${exitCodes("every promise holds", "a promise does not hold")}`,
    )
    .action(async (options: Options) => {
      if (!(await fuzz(options, shell, trials))) throw new Exit(EXIT.failed);
    });
  return runCommand(program, args, shell);
}

async function fuzz(options: Options, shell: Shell, all: readonly Trial[]): Promise<boolean> {
  const { runs, seed = randomInt(2 ** 31), path, json } = options;
  const trials = choose(options, shell, all);
  if (path !== undefined && trials.length !== 1) throw new UserError("--path needs --only with one trial.");
  const progress = shell.err.progress(path === undefined ? stepsOf(trials) : trials.length);
  const report = await runCampaign(trials, { runs, seed, path }, (what) => progress.step(what));
  progress.end();
  if (json) shell.out.print(JSON.stringify(report, null, 2));
  else showReport(report, shell.out);
  return report.found.length === 0;
}

function choose({ only, documents }: Options, { err, calledFrom }: Shell, all: readonly Trial[]): readonly Trial[] {
  if (documents === undefined) return all.filter(({ name }) => only.length === 0 || only.includes(name));
  const collections = readDocuments(resolve(calledFrom, documents));
  const files = collections.flatMap(documentFiles);
  err.print(
    `${files.length} RAW files of ${collections.map(({ name, documents: each }) => `${each.length} ${name}`).join(", ")}`,
  );
  return [documentTrial(files)];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError("It must be a whole number.");
}
