import { Command } from "commander";
import { didYouMean } from "../command/did-you-mean.ts";
import { Exit } from "../command/exit-code.ts";
import { runCommand, runTask } from "../command/run.ts";
import type { Shell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { listCommand } from "./list.ts";
import { type LocalPipeline, type LocalPipelines, NOT_BUILT, nameLines } from "./local-pipeline.ts";
import type { Machine } from "./setup/machine.ts";
import { missing } from "./setup/need.ts";

/** What `npm start` uses. Tests bring their own. */
export interface Session extends Shell {
  readonly machine: Machine;
  readonly pipelines: LocalPipelines;
  /** The pipeline that runs if none is named. */
  readonly byDefault: string;
}

/** Runs `npm start`: the named pipeline, the default one, or the list of all. @returns the exit code */
export function run(args: readonly string[], session: Session): Promise<number> {
  const [first = "-", ...others] = args;
  if (!first.startsWith("-")) return runPipeline(first, new Command(`npm start -- ${first}`), others, session);
  if (args.includes("--list")) return runCommand(listCommand(session), args, session);
  return runPipeline(session.byDefault, defaultCommand(session.pipelines), args, session);
}

/** @param command has nothing of the pipeline yet */
function runPipeline(name: string, command: Command, args: readonly string[], session: Session): Promise<number> {
  return runTask(async () => {
    const pipeline = find(name, session.pipelines);
    const define = await pipeline.load();
    define(command, session).hook("preAction", () => sayWhatIsMissing(name, pipeline, session));
    const code = await runCommand(command, args, session);
    if (code !== 0) throw new Exit(code);
  }, session);
}

function find(name: string, pipelines: LocalPipelines): LocalPipeline {
  const names = Object.keys(pipelines);
  const found = Object.hasOwn(pipelines, name) ? pipelines[name] : undefined;
  if (found === undefined)
    throw new UserError(`There is no pipeline "${name}".${didYouMean(name, names)} There are: ${names.join(", ")}.`);
  if (found === NOT_BUILT)
    throw new UserError(`${name} is ${NOT_BUILT}: npm start -- --list shows which pipelines are.`);
  return found;
}

/** The run goes on, and shows what it can. */
async function sayWhatIsMissing(name: string, { run: needs }: LocalPipeline, { machine, err }: Session): Promise<void> {
  const names = (await missing(needs, machine)).map((need) => need.name);
  if (names.length > 0)
    err.print(err.colors.yellow(`Missing: ${names.join(", ")}. To install it: npm run setup -- ${name} --yes`));
}

function defaultCommand(pipelines: LocalPipelines): Command {
  return new Command("npm start --")
    .option("--list", "show all pipelines, what each needs, and whether it is there")
    .addHelpText("after", `\nPipelines, as in npm start -- <pipeline> --help:\n${nameLines(pipelines)}`);
}
