import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { type CollectionChange, collectionNarrows } from "./compare-allow-lists.ts";
import { isOfMask, widens } from "./compare-masks.ts";

/** What a change asks for after the merge, in the order in which it is done. */
export interface Need {
  readonly action: "deploy" | "start" | "replay" | "reload" | "drop";
  /** In Markdown. */
  readonly what: string;
}

/** What a collection's change needs, in the stacks that replicate it. */
export function needsOf(change: CollectionChange, environments: readonly Environment[]): Need[] {
  const deployed = environments.filter(({ deployDms }) => deployDms);
  if (deployed.length === 0) return [];
  const stacks = deployed.map(stackName);
  const deploy: Need = { action: "deploy", what: `Deploy ${list(stacks)}.` };
  // Types and classes are the warehouse's alone.
  if (change.kind === "changed" && !change.changes.some(isOfMask)) return [];
  if (change.kind === "added") return [deploy, ADDITION, ...renamed(change.from)];
  return [
    deploy,
    ...(change.kind === "removed" ? [REMOVAL] : []),
    ...(change.kind === "changed" ? healing(change, deployed) : []),
    ...(collectionNarrows(change) || hasNewName(change) ? [drop(deployed)] : []),
  ];
}

const STOPPED = "The deploy stops the task, for its table mappings change: start it again with `--resume`";

const ADDITION: Need = {
  action: "start",
  what: `${STOPPED}, and load the collection (docs/runbook.md#add-a-collection).`,
};

const REMOVAL: Need = { action: "start", what: `${STOPPED}.` };

function renamed(from: string | undefined): Need[] {
  if (from === undefined) return [];
  return [
    {
      action: "drop",
      what: `If it is \`${from}\` under a new name, its rows are twice in the warehouse until the old ones are dropped.`,
    },
  ];
}

/** New files have the change by themselves; older ones only where they are cleaned or loaded again. */
function healing(change: CollectionChange & { kind: "changed" }, deployed: readonly Environment[]): Need[] {
  const { collection } = change;
  const changes = change.changes.filter(isOfMask);
  if (!changes.some((each) => widens(each) || each.kind === "reshaped")) return [];
  const days = range(deployed.map(({ retention }) => retention.rawDays));
  return [
    {
      action: "replay",
      what: `For rows of the last ${days}: \`npm run -s ops -- replay <stack> --collection ${collection}\`.`,
    },
    {
      action: "reload",
      what: `For older rows: reload ${collection} (docs/runbook.md#reload-a-collection); where a new column never comes, load everything anew (docs/runbook.md#add-a-field).`,
    },
  ];
}

/** What had the former name is still there, under that name. */
function hasNewName(change: CollectionChange): boolean {
  return change.kind === "changed" && change.changes.some(({ kind }) => kind === "renamed");
}

function drop(deployed: readonly Environment[]): Need {
  const days = range(deployed.map(({ retention }) => retention.cleanDays));
  return {
    action: "drop",
    what: `What left before stays in CLEAN for ${days}, and in the warehouse until it is dropped there: a change of its own.`,
  };
}

function range(days: readonly number[]): string {
  const [least, most] = [Math.min(...days), Math.max(...days)];
  return least === most ? `${least} days` : `${least} to ${most} days, by stack`;
}

function list(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
