import { readFileSync, writeFileSync } from "node:fs";
import { TerraformStack } from "cdktf";
import { Command } from "commander";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { terminal } from "../ops/terminal.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { explainMistakes } from "../stacks/explain-mistakes.ts";
import { identitiesOf, lostIdentities, type RecordedIdentities } from "../stacks/identities.ts";
import { makeApp } from "../stacks/make-app.ts";
import type { Terraform } from "../stacks/policies/terraform-json.ts";

const FILE = new URL("../stacks/identities.json", import.meta.url);

new Command("npm run identities --")
  .description("Write down what holds data, so that a change which would replace it fails the tests.")
  .option("--reason <text>", "why what is written down may be lost; it stays in the file")
  .addHelpText("after", "\nExit code: 0 written, 1 something would be lost and no reason is given.")
  .action(({ reason }: { reason?: string }) => explainMistakes(() => record(reason)))
  .parse();

function record(reason: string | undefined): void {
  const app = makeApp({ allowList: EXPECTED_FIELDS_FOR_ANALYTICS, environments: ENVIRONMENTS });
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  const now = new Map<string, ReturnType<typeof identitiesOf>>();
  const progress = terminal(process.stderr, true).progress(stacks.length);
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
