import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { withProgress } from "../command/with-progress.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import type { Problem } from "../contracts/problem.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { stackName } from "../stacks/names.ts";
import { type AllowListDiff, diffAllowLists } from "./contracts-diff/diff.ts";
import { allowListAt } from "./contracts-diff/load-at-ref.ts";
import { readPlan, type StackPlan } from "./plan-review/plan.ts";
import { problemsOf } from "./plan-review/problems.ts";
import { type Reviewed, reviewJson, reviewMarkdown } from "./plan-review/review.ts";

interface Options {
  readonly against?: string;
  readonly json?: boolean;
}

const REPOSITORY = join(import.meta.dirname, "..");
const shell = thisShell();

const command = new Command("npm run -s plan:review --")
  .description(
    "What a reviewer must know, in Markdown: what may leave, what each plan would do, whether the policies hold.",
  )
  .argument("<plan...>", "<stack>.json each, as terraform show -json prints it")
  .option("--against <ref>", "git ref with whose allow-list this one is compared")
  .option("--json", "one JSON document: what a workflow decides by")
  .addHelpText("after", exitCodes("written, whatever it says", "it failed"))
  .action(async (files: string[], { against, json = false }: Options) => {
    const reviewed = await withProgress(shell, files.length + 2, (step) => gather(files, against, step));
    shell.out.print(json ? JSON.stringify(reviewJson(reviewed), null, 2) : reviewMarkdown(reviewed));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function gather(
  files: readonly string[],
  against: string | undefined,
  step: (what: string) => void,
): Promise<Reviewed> {
  const plans = files.map((file) => {
    const plan = planIn(file);
    step(`read the plan of ${plan.stack}`);
    return plan;
  });
  const planned = new Set(plans.map(({ stack }) => stack));
  const unplanned = ENVIRONMENTS.map(stackName).filter((stack) => !planned.has(stack));
  const diff = await diffAgainst(against);
  step("compared the allow-lists");
  const found = problems();
  step("held every stack against the policies");
  return { diff, plans, unplanned, problems: found };
}

function planIn(file: string): StackPlan {
  const stack = basename(file).replace(/(\.plan)?\.json$/, "");
  try {
    return readPlan(stack, readFileSync(resolve(shell.calledFrom, file), "utf8"));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} can't be read. Give the files that terraform show -json wrote.`, 2, { cause: error });
  }
}

async function diffAgainst(ref: string | undefined): Promise<AllowListDiff | undefined> {
  if (ref === undefined) return undefined;
  const before = await allowListAt(ref, REPOSITORY);
  return diffAllowLists({ before, ref }, EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS);
}

function problems(): readonly Problem[] {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-review-"));
  try {
    return problemsOf(EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS, outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
