import { Command } from "commander";
import { didYouMean } from "../../command/did-you-mean.ts";
import { EXIT, Exit, exitCodes } from "../../command/exit-code.ts";
import { runCommand } from "../../command/run.ts";
import type { Shell } from "../../command/shell.ts";
import { UserError } from "../../command/user-error.ts";
import { wrap } from "../../command/wrap.ts";
import { type LocalPipelines, NOT_BUILT, nameLines } from "../local-pipeline.ts";
import { install } from "./install.ts";
import type { Machine } from "./machine.ts";
import type { Need } from "./need.ts";
import { showOutcomes } from "./show.ts";

/** What setup uses. Tests bring their own. */
export interface Session extends Shell {
  readonly machine: Machine;
  readonly pipelines: LocalPipelines;
  readonly checks: Readonly<Record<string, readonly Need[]>>;
}

/** The name of all checks together. */
const ALL_CHECKS = "checks";

/** Runs `npm run setup`. @returns the exit code */
export function run(args: readonly string[], session: Session): Promise<number> {
  return runCommand(command(session), args, session);
}

function command(session: Session): Command {
  return new Command("npm run setup --")
    .description(
      "Install what a pipeline's run and tests, or a check, need beyond npm ci. What is there is left alone.",
    )
    .argument("<name...>", "pipelines and checks")
    .option("--yes", "install packages of Debian too, with apt-get; without it, the lines to run are printed")
    .addHelpText("after", help(session))
    .action((names: string[], { yes = false }: { yes?: boolean }) => setUp(names, yes, session));
}

function help({ pipelines, checks }: Session): string {
  const codes = exitCodes(
    "all of it is there",
    "a file in contracts/ or environments/ has a mistake",
    "something is missing",
  );
  return `
Python packages go into .venv, Node packages into folders of their own. Both are
pinned, with hashes. Setup can be run again at any time.

Pipelines:
${nameLines(pipelines)}
Checks, or ${ALL_CHECKS} for all of them:
${wrap(Object.keys(checks).join(", "), 2)}
${codes}`;
}

async function setUp(names: readonly string[], yes: boolean, session: Session): Promise<void> {
  const { machine, out, err } = session;
  const needs = [...new Set(names.flatMap((name) => needsOf(name, session)))];
  if (needs.length === 0) {
    out.print(`Nothing beyond npm ci: ${names.join(", ")}`);
    return;
  }
  const outcomes = await install(needs, { machine, yes, onInstall: ({ name }) => err.print(`  installing ${name}`) });
  showOutcomes(outcomes, machine.isRoot, out);
  if (outcomes.some(({ state }) => state === "missing")) throw new Exit(EXIT.unavailable);
}

function needsOf(name: string, { pipelines, checks }: Session): readonly Need[] {
  if (name === ALL_CHECKS) return Object.values(checks).flat();
  if (Object.hasOwn(checks, name)) return checks[name] ?? [];
  const pipeline = Object.hasOwn(pipelines, name) ? pipelines[name] : undefined;
  if (pipeline === NOT_BUILT) throw new UserError(`${name} is ${NOT_BUILT}, so there is nothing to install.`);
  if (pipeline) return [...pipeline.run, ...pipeline.tests];
  const known = [...Object.keys(pipelines), ...Object.keys(checks), ALL_CHECKS];
  throw new UserError(
    `There is no pipeline or check "${name}".${didYouMean(name, known)} There are: ${known.join(", ")}.`,
  );
}
