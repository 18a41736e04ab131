import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { unzipSync } from "fflate";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { stackName } from "../stacks/names.ts";
import { isPrimary } from "../stacks/primary.ts";
import { findReviewedPlans } from "./reviewed-plans/find.ts";
import { download, type GithubRun } from "./reviewed-plans/github.ts";

const shell = thisShell();

const command = new Command("npm run -s plans:reviewed --")
  .description("For deploy.yml: find the plans that were reviewed, write their JSON, and print the matrix of its jobs.")
  .argument("<folder>", "gets <stack>.json of each plan")
  .addHelpText("after", exitCodes("all are found", "one is not"))
  .action(run);

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function run(folder: string): Promise<void> {
  const github: GithubRun = {
    apiUrl: variable("GITHUB_API_URL"),
    repository: variable("GITHUB_REPOSITORY"),
    repositoryId: variable("GITHUB_REPOSITORY_ID"),
    token: variable("GH_TOKEN"),
  };
  const tree = execFileSync("git", ["rev-parse", "HEAD^{tree}"], { encoding: "utf8" }).trim();
  const plans = await findReviewedPlans(github, tree, ENVIRONMENTS.map(stackName));
  mkdirSync(folder, { recursive: true });
  for (const { stack, artifact } of plans) {
    const json = unzipSync(await download(github, artifact.id))[`${stack}.json`];
    if (json === undefined) throw new UserError(`The artifact ${artifact.name} has no ${stack}.json.`, 1);
    writeFileSync(join(folder, `${stack}.json`), json);
  }
  const jobs = ENVIRONMENTS.map((it, index) => ({
    primary: isPrimary(it),
    job: {
      environment: it.environment,
      region: it.region,
      ...plans[index],
      artifact: String(plans[index]?.artifact.id),
    },
  }));
  const jobsOf = (primary: boolean) => jobs.filter((each) => each.primary === primary).map(({ job }) => job);
  shell.out.print(JSON.stringify({ primary: jobsOf(true), others: jobsOf(false) }));
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new UserError(`${name} is not set: this command is for GitHub Actions.`);
  return value;
}
