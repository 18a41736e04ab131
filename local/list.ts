import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { safeJson } from "../command/safe-text.ts";
import { table } from "../command/table.ts";
import type { Terminal } from "../command/terminal.ts";
import { type LocalPipelines, NOT_BUILT } from "./local-pipeline.ts";
import type { Machine } from "./setup/machine.ts";
import { missing, type Need } from "./setup/need.ts";

interface Session {
  readonly out: Terminal;
  readonly machine: Machine;
  readonly pipelines: LocalPipelines;
}

/** A pipeline as the list shows it. */
interface Listed {
  readonly name: string;
  readonly isBuilt: boolean;
  /** What is needed beyond `npm ci`. */
  readonly needs: readonly ListedNeed[];
}

interface ListedNeed {
  readonly name: string;
  readonly for: "run" | "tests";
  readonly isThere: boolean;
}

/** `npm start -- --list` */
export function listCommand(session: Session): Command {
  return new Command("npm start --")
    .description("Show all pipelines, what the run and the tests of each need beyond npm ci, and whether it is there.")
    .option("--list", "this list")
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", exitCodes("listed", "it failed"))
    .action(async ({ json = false }: { json?: boolean }) => {
      const pipelines = await list(session);
      if (json) session.out.print(safeJson({ pipelines }));
      else show(pipelines, session.out);
    });
}

function list({ pipelines, machine }: Session): Promise<Listed[]> {
  return Promise.all(
    Object.entries(pipelines).map(async ([name, pipeline]) => {
      if (pipeline === NOT_BUILT) return { name, isBuilt: false, needs: [] };
      const needs = [
        ...(await listNeeds("run", pipeline.run, machine)),
        ...(await listNeeds("tests", pipeline.tests, machine)),
      ];
      return { name, isBuilt: true, needs };
    }),
  );
}

async function listNeeds(by: ListedNeed["for"], needs: readonly Need[], machine: Machine): Promise<ListedNeed[]> {
  const lacking = await missing(needs, machine);
  return needs.map((need) => ({ name: need.name, for: by, isThere: !lacking.includes(need) }));
}

function show(pipelines: readonly Listed[], out: Terminal): void {
  out.print(table([["pipeline", "for its", "needs beyond npm ci"], ...pipelines.flatMap(rows)], 4));
  const incomplete = pipelines.filter(({ needs }) => needs.some(({ isThere }) => !isThere));
  if (incomplete.length > 0) out.print("\nTo install what is missing:");
  for (const { name } of incomplete) out.print(`  npm run setup -- ${name} --yes`);
}

/** A line for each need; the pipeline's name is in the first. */
function rows({ name, isBuilt, needs }: Listed): string[][] {
  if (!isBuilt) return [[name, "", NOT_BUILT]];
  const nothing = needs.some((need) => need.for === "run") ? [] : [["run", "nothing"]];
  const lines = needs.map((need) => [need.for, need.name, need.isThere ? "is there" : "missing"]);
  return [...nothing, ...lines].map((line, at) => [at === 0 ? name : "", ...line]);
}
