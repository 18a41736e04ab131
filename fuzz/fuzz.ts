import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { terminal } from "../ops/terminal.ts";
import { UserError } from "../ops/user-error.ts";
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
  readonly only?: string[];
  readonly documents?: string;
  readonly json?: boolean;
}

const NO_COLOR = Boolean(process.env.NO_COLOR);
/** npm itself moves to the repository. */
const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();

const out = terminal(process.stdout, NO_COLOR);
const err = terminal(process.stderr, NO_COLOR);

const promises = TRIALS.map(({ name, promise }) => `  ${name.padEnd(10)}${promise}`).join("\n");
const program = new Command("npm run -s fuzz --")
  .description(`Tries the cleaner on files that nobody wrote, and looks for what may not be:\n\n${promises}`)
  .option("--runs <n>", "examples in all", wholeNumber, 20_000)
  .option("--seed <n>", "the same seed gives the same examples; by default another one each time", wholeNumber)
  .option("--path <path>", "one example again: what a finding names, with its seed and --only")
  .addOption(new Option("--only <trial...>", "these trials alone").choices(TRIALS.map(({ name }) => name)))
  .option(
    "--documents <folder>",
    "damage RAW files made of your own documents instead: .json files as mongoexport writes them",
  )
  .option("--json", "one JSON document on standard output")
  .addHelpText(
    "after",
    "\nNothing of an example is ever shown.\nExit code: 0 every promise holds, 1 one does not, 2 wrong usage.",
  )
  .exitOverride();

try {
  await program.parseAsync();
  process.exitCode = (await fuzz(program.opts())) ? 0 : 1;
} catch (error) {
  process.exitCode = explain(error);
}

async function fuzz({ runs, seed = randomInt(2 ** 31), path, json, ...wanted }: Options): Promise<boolean> {
  const trials = choose(wanted);
  if (path !== undefined && trials.length !== 1)
    throw new UserError("--path leads nowhere without --only and its trial.");
  const progress = err.progress(path === undefined ? stepsOf(trials) : trials.length);
  const report = await runCampaign(trials, { runs, seed, path }, (what) => progress.step(what));
  progress.end();
  if (json) out.print(JSON.stringify(report, null, 2));
  else showReport(report, out);
  return report.found.length === 0;
}

function choose({ only, documents }: Pick<Options, "only" | "documents">): readonly Trial[] {
  if (documents === undefined) return TRIALS.filter(({ name }) => only?.includes(name) ?? true);
  const collections = readDocuments(resolve(CALLED_FROM, documents));
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

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof UserError)) throw error;
  err.print(err.colors.red(error.message));
  return error.exitCode;
}
