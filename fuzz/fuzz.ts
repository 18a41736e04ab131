import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { choices } from "../command/choices.ts";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
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

const shell = thisShell();
const { out, err } = shell;

const promises = TRIALS.map(({ name, promise }) => `  ${name.padEnd(10)}${promise}`).join("\n");
const program = new Command("npm run -s fuzz --")
  .description(`Runs the cleaner on generated files and checks these promises:\n\n${promises}`)
  .option("--runs <n>", "number of examples, of all trials", wholeNumber, 20_000)
  .option("--seed <n>", "the same seed gives the same examples; the default is a random seed", wholeNumber)
  .option("--path <path>", "repeat one example: the path of a finding, with its seed and --only")
  .option("--only <trial...>", "run only these trials", choices(TRIALS.map(({ name }) => name)), [])
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
    if (!(await fuzz(options))) throw new Exit(EXIT.failed);
  });

process.exitCode = await runCommand(program, process.argv.slice(2), shell);

async function fuzz({ runs, seed = randomInt(2 ** 31), path, json, ...wanted }: Options): Promise<boolean> {
  const trials = choose(wanted);
  if (path !== undefined && trials.length !== 1) throw new UserError("--path needs --only with one trial.");
  const progress = err.progress(path === undefined ? stepsOf(trials) : trials.length);
  const report = await runCampaign(trials, { runs, seed, path }, (what) => progress.step(what));
  progress.end();
  if (json) out.print(JSON.stringify(report, null, 2));
  else showReport(report, out);
  return report.found.length === 0;
}

function choose({ only, documents }: Pick<Options, "only" | "documents">): readonly Trial[] {
  if (documents === undefined) return TRIALS.filter(({ name }) => only.length === 0 || only.includes(name));
  const collections = readDocuments(resolve(shell.calledFrom, documents));
  const files = collections.flatMap(documentFiles);
  err.print(
    `${files.length} RAW files of ${collections.map(({ name, documents: all }) => `${all.length} ${name}`).join(", ")}`,
  );
  return [documentTrial(files)];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError("It must be a whole number.");
}
