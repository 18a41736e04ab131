import { writeFileSync } from "node:fs";
import { TerraformStack } from "cdktf";
import { Command } from "commander";
import { didYouMean } from "../command/did-you-mean.ts";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { type Identities, identitiesOf, record } from "../stacks/identities.ts";
import { makeApp } from "../stacks/make-app.ts";
import type { Terraform } from "../stacks/policies/terraform-json.ts";
import { IDENTITIES_FILE, readIdentities } from "../stacks/recorded-identities.ts";

const shell = thisShell();

const command = new Command("npm run identities --")
  .description("Record the resources that hold data, so that the tests fail on a change that would replace one.")
  .argument("[stack...]", "stacks that are deployed (default: all)")
  .option("--reason <text>", "why recorded resources may be lost; it stays in the file")
  .addHelpText("after", exitCodes("written", "a resource would be lost without a reason"))
  .action((stacks: string[], { reason = "" }: { reason?: string }) => {
    const recorded = readIdentities();
    const now = identities();
    const known = [...new Set([...now.keys(), ...Object.keys(recorded.stacks)])];
    for (const name of stacks)
      if (!known.includes(name)) throw new UserError(`There is no stack ${name}.${didYouMean(name, known)}`);
    const after = record(recorded, now, stacks.length > 0 ? stacks : known, reason);
    writeFileSync(IDENTITIES_FILE, `${JSON.stringify(after, null, 2)}\n`);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

function identities(): ReadonlyMap<string, Identities> {
  const app = makeApp({ sources: SOURCES, environments: ENVIRONMENTS });
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  const now = new Map<string, Identities>();
  const progress = shell.err.progress(stacks.length);
  try {
    for (const stack of stacks) {
      now.set(stack.node.id, identitiesOf(stack.toTerraform() as Terraform));
      progress.step(stack.node.id);
    }
  } finally {
    progress.end();
  }
  return now;
}
