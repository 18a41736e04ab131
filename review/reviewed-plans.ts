import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { stackName } from "../stacks/names.ts";
import { CONTRACTS_FILE } from "../stacks/stack-files.ts";
import { planIn } from "./plan-review/stack-folder.ts";
import { findReviewedPlans, type ReviewedPlan } from "./reviewed-plans/find.ts";
import type { GithubRun } from "./reviewed-plans/github.ts";
import { changedOf, stacksOfModule, withoutModules } from "./reviewed-plans/modules.ts";
import type { Files } from "./reviewed-plans/same-files.ts";
import { makesBucket, type StagedStack, stagesOf } from "./reviewed-plans/stages.ts";
import { synthesisedStacks } from "./reviewed-plans/synthesised-stacks.ts";

/** The output of `npm run synth`. */
const SYNTHESISED = join(import.meta.dirname, "../cdktf.out");

/** The jobs of `deploy.yml`, one for each stage. */
const STAGES = ["first", "second", "third", "fourth", "fifth"];

const shell = thisShell();

const command = new Command("npm run -s plans:reviewed --")
  .description(
    "For deploy.yml: find the reviewed plans of exactly the files that npm run synth has just written, and print the matrix " +
      "of the jobs of each stage.",
  )
  .option(
    "--module <name>",
    "only this module of snowflake-to-postgres, as one matrix, and only plans that change something",
  )
  .argument("<folder>", "where to write a folder for each stack, with the files that plan:review reads")
  .addHelpText("after", exitCodes("all plans are found", "a plan is missing"))
  .action((folder: string, { module }: { module?: string }) => run(resolve(shell.calledFrom, folder), module));

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function run(folder: string, module: string | undefined): Promise<void> {
  const github: GithubRun = {
    apiUrl: variable("GITHUB_API_URL"),
    repository: variable("GITHUB_REPOSITORY"),
    repositoryId: variable("GITHUB_REPOSITORY_ID"),
    token: variable("GH_TOKEN"),
  };
  const tree = execFileSync("git", ["rev-parse", "HEAD^{tree}"], { cwd: import.meta.dirname, encoding: "utf8" }).trim();
  const all = synthesisedStacks(SYNTHESISED, ENVIRONMENTS);
  // The modules of snowflake-to-postgres have a workflow each. A module can't be planned before those that it needs are deployed, so only its own
  // workflow asks for its plan; deploy.yml shows the plans that there are.
  const needed = module === undefined ? withoutModules(all) : stacksOfModule(all, module);
  const files = new Map(
    (module === undefined ? all : needed).map(({ stack }) => [stack, filesIn(join(SYNTHESISED, "stacks", stack))]),
  );
  const isNeeded = (name: string) => needed.some(({ stack }) => stack === name);
  const plans = new Map((await findReviewedPlans(github, tree, files, isNeeded)).map((plan) => [plan.stack, plan]));
  for (const plan of plans.values()) write(join(folder, plan.stack), plan);
  if (module !== undefined) {
    const changed = changedOf(needed, (stack) => planIn(join(folder, stack, `${stack}.json`)).changes);
    shell.out.print(JSON.stringify(changed.map((stack) => job(stack, plans))));
    return;
  }
  const stages = inStages(needed, folder);
  if (stages.length > STAGES.length)
    throw new UserError(
      `The stacks need ${stages.length} stages, and deploy.yml has ${STAGES.length}: add jobs there.`,
      1,
    );
  const jobs = STAGES.map((name, at) => [name, (stages[at] ?? []).map((stack) => job(stack, plans))]);
  shell.out.print(JSON.stringify(Object.fromEntries(jobs)));
}

/** @param folder with the plan of each stack */
function inStages(stacks: readonly StagedStack[], folder: string): readonly (readonly StagedStack[])[] {
  const [settings] = ENVIRONMENTS;
  if (settings === undefined) return [];
  const { primary, cleanBucket } = settings;
  const own = stacks.filter(({ stack }) => stack === stackName(primary));
  const changes = own.flatMap(({ stack }) => planIn(join(folder, stack, `${stack}.json`)).changes);
  return stagesOf(stacks, primary, makesBucket(changes, cleanBucket.name));
}

/** All values are text, because the outputs of a workflow are text. */
function job({ stack, environment, region }: StagedStack, plans: ReadonlyMap<string, ReviewedPlan>) {
  const plan = plans.get(stack);
  return { stack, environment, region, run: String(plan?.run), artifact: String(plan?.artifact) };
}

function write(folder: string, { stack, files }: ReviewedPlan): void {
  mkdirSync(folder, { recursive: true });
  for (const name of [`${stack}.json`, "cdk.tf.json", CONTRACTS_FILE]) {
    const content = files.get(name);
    if (content === undefined) throw new UserError(`The plan of ${stack} has no ${name}: plan it again.`, 1);
    writeFileSync(join(folder, name), content);
  }
}

function filesIn(folder: string): Files {
  if (!existsSync(folder)) throw new UserError(`${folder} does not exist: npm run synth writes it.`, 1);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(folder, path))]));
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new UserError(`${name} is not set: this command is for GitHub Actions.`);
  return value;
}
