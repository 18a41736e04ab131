import { join } from "node:path";
import { Command } from "commander";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { diffAllowLists } from "./contracts-diff/diff.ts";
import { allowListAt } from "./contracts-diff/load-at-ref.ts";
import { runCommand } from "./run-command.ts";

/** So that a workflow can ask for approval. */
const WIDENS = 2;
const REPOSITORY = join(import.meta.dirname, "..");

const command = new Command("npm run -s contracts:diff --")
  .description("What may leave now that could not at a git ref, and what no more: in Markdown, with what it needs.")
  .argument("<ref>", "branch, tag or commit to compare the working tree with")
  .option("--json", "one JSON document")
  .addHelpText(
    "after",
    "\nExit code: 0 nothing more leaves, 2 more leaves than before, 1 it failed or was called wrongly.",
  )
  .action(async (ref: string, { json = false }: { json?: boolean }) => {
    const before = await allowListAt(ref, REPOSITORY);
    const diff = diffAllowLists({ before, ref }, EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS);
    process.stdout.write(`${json ? JSON.stringify(diff.json, null, 2) : diff.markdown}\n`);
    if (diff.widens) process.exitCode = WIDENS;
  });

await runCommand(command);
