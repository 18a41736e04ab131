import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { withProgress } from "../command/with-progress.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import { relationalToSnowflakeIn } from "../stacks/relational-to-snowflake/deployments.ts";
import { diffSources } from "./contracts-diff/diff.ts";
import { sourcesAt } from "./contracts-diff/load-at-ref.ts";
import { policyProblems } from "./plan-review/policy-problems.ts";
import { reviewJson, reviewMarkdown } from "./plan-review/review.ts";
import type { Reviewed } from "./plan-review/reviewed.ts";
import { reviewSnowflake } from "./plan-review/snowflake.ts";
import { contractsNextTo, planIn } from "./plan-review/stack-folder.ts";
import type { SynthCheck } from "./synth-check/result.ts";

interface Options {
  readonly against?: string;
  readonly check?: string;
  readonly json?: boolean;
}

const REPOSITORY = join(import.meta.dirname, "..");
const shell = thisShell();

const NOTHING_FOUND: SynthCheck = { stacks: [], unknown: [], problems: [] };

const command = new Command("npm run -s plan:review --")
  .description(
    "Write the review of plans in Markdown: what may leave, what each plan would do, whether the policies hold.",
  )
  .argument("[plan...]", "<stack>.json each, as terraform show -json prints it, in the folder of its stack")
  .option("--against <ref>", "git ref with the allow-list to compare that of the plans with")
  .option("--check <file>", "the result of synth:check: all stacks, and the reasons why some are not planned")
  .option("--json", "one JSON document, for decisions of a workflow")
  .addHelpText("after", exitCodes("written, whatever it contains", "it failed"))
  .action(async (files: string[], { json = false, ...options }: Options) => {
    const paths = files.map((file) => resolve(shell.calledFrom, file));
    const reviewed = await withProgress(shell, files.length + 2, (step) => gather(paths, options, step));
    shell.out.print(json ? JSON.stringify(reviewJson(reviewed), null, 2) : reviewMarkdown(reviewed));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function gather(
  files: readonly string[],
  { against, check }: Options,
  step: (what: string) => void,
): Promise<Reviewed> {
  const {
    stacks,
    unknown,
    problems: refused,
  } = check === undefined ? NOTHING_FOUND : readCheck(resolve(shell.calledFrom, check));
  const plans = files.map((file) => {
    const plan = planIn(file);
    step(`read the plan of ${plan.stack}`);
    return plan;
  });
  const planned = new Set(plans.map(({ stack }) => stack));
  const unplanned = stacks.filter((stack) => !planned.has(stack));
  const { diff, snowflake } = await compareWith(against, files[0]);
  step("compared the allow-lists");
  const problems = policyProblems(plans);
  step("checked the policies of every stack");
  return { diff, snowflake, plans, unplanned, unknown, refused, problems };
}

function readCheck(file: string): SynthCheck {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SynthCheck;
  } catch (error) {
    throw new UserError(`--check ${file} can't be read. Give the file that synth:check wrote.`, 2, { cause: error });
  }
}

/** Compares the contracts of one plan, because synth:check accepts only one list; without a plan there is nothing to compare. */
async function compareWith(
  ref: string | undefined,
  plan: string | undefined,
): Promise<Pick<Reviewed, "diff" | "snowflake">> {
  if (ref === undefined) return { diff: undefined, snowflake: undefined };
  const before = await sourcesAt(ref, REPOSITORY);
  if (plan === undefined) return { diff: undefined, snowflake: undefined };
  const after = contractsNextTo(plan);
  const stacks = [mongodbToSnowflakeIn(ENVIRONMENTS), relationalToSnowflakeIn(ENVIRONMENTS)] as const;
  return {
    diff: diffSources({ before, ref }, after, ...stacks),
    snowflake: reviewSnowflake(ENVIRONMENTS, { before, after }),
  };
}
