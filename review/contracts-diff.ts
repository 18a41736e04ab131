import { join } from "node:path";
import { Command } from "commander";
import { EXIT, Exit } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { SOURCES } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import { relationalToSnowflakeIn } from "../stacks/relational-to-snowflake/deployments.ts";
import { diffSources } from "./contracts-diff/diff.ts";
import { sourcesAt } from "./contracts-diff/load-at-ref.ts";

/** More leaves, or is seen in the warehouse. A workflow can ask for approval on this code. Wrong usage ends with 1 here, so that the two differ. */
const WIDENS = 2;
const WRONG_USAGE = EXIT.failed;
const REPOSITORY = join(import.meta.dirname, "..");

const shell = thisShell();

const command = new Command("npm run -s contracts:diff --")
  .description(
    "Show in Markdown what may leave now and could not at a git ref, what no longer may, and the steps that follow.",
  )
  .argument("<ref>", "branch, tag or commit to compare the working tree with")
  .option("--json", "one JSON document")
  .addHelpText(
    "after",
    "\nExit code: 0 no more leaves than before, 1 it failed,\n2 more leaves or a class was removed or replaced.",
  )
  .action(async (ref: string, { json = false }: { json?: boolean }) => {
    const before = await sourcesAt(ref, REPOSITORY);
    const diff = diffSources(
      { before, ref },
      SOURCES,
      mongodbToSnowflakeIn(ENVIRONMENTS),
      relationalToSnowflakeIn(ENVIRONMENTS),
    );
    shell.out.print(json ? JSON.stringify(diff.json, null, 2) : diff.markdown);
    if (diff.widens) throw new Exit(WIDENS);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell, { wrongUsage: WRONG_USAGE });
