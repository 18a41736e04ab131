import { readFileSync, writeFileSync } from "node:fs";
import { TerraformStack } from "cdktf";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { identitiesOf, lostIdentities, type RecordedIdentities } from "../stacks/identities.ts";
import { makeApp } from "../stacks/make-app.ts";
import type { Terraform } from "../stacks/policies/terraform-json.ts";

const FILE = new URL("../stacks/identities.json", import.meta.url);

const shell = thisShell();

const command = new Command("npm run identities --")
  .description("Write down what holds data, so that a change which would replace it fails the tests.")
  .option("--reason <text>", "why what is written down may be lost; it stays in the file")
  .addHelpText("after", exitCodes("written", "something would be lost without a reason"))
  .action(({ reason }: { reason?: string }) => record(reason));

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

function record(reason: string | undefined): void {
  const app = makeApp({ allowList: EXPECTED_FIELDS_FOR_ANALYTICS, environments: ENVIRONMENTS });
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  const now = new Map<string, ReturnType<typeof identitiesOf>>();
  const progress = shell.err.progress(stacks.length);
  try {
    for (const stack of stacks) {
      now.set(stack.node.id, identitiesOf(stack.toTerraform() as Terraform));
      progress.step(stack.node.id);
    }
  } finally {
    progress.end();
  }
  const recorded = JSON.parse(readFileSync(FILE, "utf8")) as RecordedIdentities;
  const lost = lostIdentities(recorded, now);
  if (!reason?.trim()) assertNoProblems(lost);
  const replaced = lost.map(({ where, problem }) => ({ where, problem, reason: reason ?? "" }));
  const after = { stacks: Object.fromEntries(now), replaced: [...recorded.replaced, ...replaced] };
  writeFileSync(FILE, `${JSON.stringify(after, null, 2)}\n`);
}
