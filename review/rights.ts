import { Command, Option } from "commander";
import { count } from "../command/count.ts";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import { policyDocument } from "../stacks/policy.ts";
import { imageRights } from "./rights/images.ts";
import { POLICY_LIMIT, partsOf } from "./rights/parts.ts";
import { rightsFor } from "./rights/policy.ts";
import { scopesOf } from "./rights/scope.ts";
import { trustPolicy } from "./rights/trust.ts";
import { checkRemoteStates } from "./stacks/remote-states.ts";
import { synthesised } from "./synth-check/synthesised.ts";

/** Several policies to deploy: one for all would be longer than IAM allows. */
const PURPOSES = [
  ...(["plan", "deploy", "deploy-others", "deploy-network"] as const),
  ...(["deploy-streams", "deploy-mails", "deploy-redshift", "deploy-postgres", "images"] as const),
] as const;
type Choice = (typeof PURPOSES)[number];

interface Options {
  readonly trust?: string;
  readonly part: number;
}

const shell = thisShell();

const command = new Command("npm run -s rights --")
  .description(
    "Print the IAM policy of the role with which GitHub plans or deploys: the actions that Terraform needs for the stacks' types " +
      "of resources. The role that deploys has all policies: plan; deploy for mongodb-to-snowflake; deploy-others for other " +
      "pipelines, deploy-network for networks, deploy-streams and deploy-mails for mysql-to-snowflake and deploy-redshift for " +
      "mongodb-to-redshift and deploy-postgres for snowflake-to-postgres, if the environment has them. images is for the role that pushes its images.",
  )
  .argument("<purpose>", PURPOSES.join(", "))
  .argument("<environment>", "an environment of environments/, such as production")
  .addOption(
    new Option(
      "--trust <owner/name>",
      "print the role's trust policy instead, for this repository on GitHub",
    ).argParser(repository),
  )
  .addOption(
    new Option("--part <number>", "which part of a policy that is longer than IAM allows; the role gets all")
      .argParser(partNumber)
      .default(1),
  )
  .addHelpText("after", exitCodes("printed", "an environment has no state, or no stack that needs the policy"))
  .action(async (purpose: string, environment: string, { trust, part }: Options) => {
    const choice = PURPOSES.find((each) => each === purpose);
    if (choice === undefined)
      throw new UserError(`There is no purpose "${purpose}": write one of ${PURPOSES.join(", ")}.`);
    const environments = environmentsNamed(environment);
    shell.out.print(
      trust === undefined
        ? await policy(choice, environment, environments, part)
        : trustOf(trust, choice, environments),
    );
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function policy(
  choice: Choice,
  name: string,
  environments: readonly EnvironmentSettings[],
  number: number,
): Promise<string> {
  assertNoProblems(checkRemoteStates(environments));
  const scopes = scopesOf(name, ENVIRONMENTS, synthesised(SOURCES, ENVIRONMENTS));
  const scope = {
    plan: scopes.all,
    deploy: scopes.mongodbToSnowflake,
    "deploy-others": scopes.others,
    "deploy-network": scopes.networks,
    "deploy-streams": scopes.streams,
    "deploy-mails": scopes.mails,
    "deploy-redshift": scopes.redshift,
    "deploy-postgres": scopes.postgres,
    images: scopes.redshift,
  }[choice];
  if (scope.stacks.length === 0) throw new UserError(`${name} has no stack that needs the policy of ${choice}.`, 1);
  const rights =
    choice === "images" ? imageRights(scope) : await rightsFor(choice === "plan" ? "plan" : "deploy", scope);
  const parts = partsOf(rights);
  const part = parts[number - 1];
  if (part === undefined) throw new UserError(`The policy of ${choice} has ${count(parts.length, "part")}.`);
  if (parts.length > 1)
    shell.err.print(
      `Part ${number} of ${parts.length}: IAM allows ${POLICY_LIMIT} characters. The role needs all of them: --part 1 to ${parts.length}.`,
    );
  return JSON.stringify(JSON.parse(policyDocument(part)), null, 2);
}

function partNumber(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new UserError(`--part ${text} is not a number of a part: write 1, or what the first part names.`);
}

function trustOf(repository: string, choice: Choice, [first]: readonly EnvironmentSettings[]): string {
  const { environment = "", account = "" } = first ?? {};
  const name = choice === "plan" ? `${environment}-plan` : environment;
  return JSON.stringify(trustPolicy(repository, name, account), null, 2);
}

function environmentsNamed(name: string): readonly EnvironmentSettings[] {
  const found = ENVIRONMENTS.filter(({ environment }) => environment === name);
  if (found.length > 0) return found;
  const names = [...new Set(ENVIRONMENTS.map(({ environment }) => environment))];
  throw new UserError(`There is no environment "${name}". There are: ${names.join(", ")}.`);
}

function repository(text: string): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(text)) return text;
  throw new UserError(`--trust ${text} is not a repository: write owner/name.`);
}
