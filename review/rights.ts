import { Command, Option } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import { policyDocument } from "../stacks/policy.ts";
import { type Purpose, rightsFor } from "./rights/policy.ts";
import { trustPolicy } from "./rights/trust.ts";
import { checkRemoteStates } from "./stacks/remote-states.ts";

const shell = thisShell();

const command = new Command("npm run -s rights --")
  .description(
    "Print the IAM policy of the role with which GitHub plans or deploys: the actions that Terraform needs for the stacks' types " +
      "of resources. The role that deploys has both policies.",
  )
  .argument("<purpose>", "plan or deploy")
  .argument("<environment>", "an environment of environments/, such as production")
  .addOption(
    new Option(
      "--trust <owner/name>",
      "print the role's trust policy instead, for this repository on GitHub",
    ).argParser(repository),
  )
  .addHelpText("after", exitCodes("printed", "an environment has no state"))
  .action(async (purpose: string, environment: string, { trust }: { readonly trust?: string }) => {
    if (purpose !== "plan" && purpose !== "deploy")
      throw new UserError(`There is no purpose "${purpose}": write plan or deploy.`);
    const stacks = stacksOf(environment);
    shell.out.print(trust === undefined ? await policy(purpose, stacks) : trustOf(trust, purpose, stacks));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function policy(purpose: Purpose, stacks: readonly MongodbToSnowflake[]): Promise<string> {
  assertNoProblems(checkRemoteStates(stacks));
  return JSON.stringify(JSON.parse(policyDocument(await rightsFor(purpose, stacks))), null, 2);
}

function trustOf(repository: string, purpose: Purpose, [stack]: readonly MongodbToSnowflake[]): string {
  const { environment = "", account = "" } = stack ?? {};
  const name = purpose === "plan" ? `${environment}-plan` : environment;
  return JSON.stringify(trustPolicy(repository, name, account), null, 2);
}

function stacksOf(name: string): readonly MongodbToSnowflake[] {
  const all = mongodbToSnowflakeIn(ENVIRONMENTS);
  const stacks = all.filter(({ environment }) => environment === name);
  if (stacks.length > 0) return stacks;
  const names = [...new Set(all.map(({ environment }) => environment))];
  throw new UserError(`There is no environment "${name}". There are: ${names.join(", ")}.`);
}

function repository(text: string): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(text)) return text;
  throw new UserError(`--trust ${text} is not a repository: write owner/name.`);
}
