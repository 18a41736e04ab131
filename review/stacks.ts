import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { SOURCES } from "../contracts/index.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { type Place, placeOf, stackName } from "../stacks/names.ts";
import { checkRemoteStates } from "./stacks/remote-states.ts";
import { synthesised } from "./synth-check/synthesised.ts";

const shell = thisShell();

const command = new Command("npm run -s stacks --")
  .description("List the stacks, for workflows: one JSON document, with the environment and the region of each.")
  .option("--require-remote-state", "fail if an environment has no state, because a workflow has no permanent disk")
  .addHelpText("after", exitCodes("listed", "a state is missing"))
  .action(({ requireRemoteState = false }: { readonly requireRemoteState?: boolean }) => {
    if (requireRemoteState) assertNoProblems(checkRemoteStates(ENVIRONMENTS));
    const primary = ENVIRONMENTS[0]?.primary;
    const stacks = [...synthesised(SOURCES, ENVIRONMENTS).keys()].map((stack) => {
      const { environment, region } = placeOf(stack, ENVIRONMENTS) as Place;
      return { stack, environment, region, primary: primary !== undefined && stack === stackName(primary) };
    });
    shell.out.print(JSON.stringify(stacks));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);
