import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { type CollectionChange, collectionNarrows } from "./compare-allow-lists.ts";
import { isOfMask, widens } from "./compare-masks.ts";

/** A step that a change needs after the merge, in order. */
export interface Need {
  readonly action: "deploy" | "apply" | "start" | "replay" | "reload" | "run" | "drop";
  /** In Markdown. */
  readonly what: string;
}

/** The steps that a collection's change needs, in the stacks that replicate it. */
export function needsOf(change: CollectionChange, environments: readonly MongodbToSnowflake[]): Need[] {
  const deployed = environments.filter(({ deployDms }) => deployDms);
  if (deployed.length === 0) return [];
  const stacks = deployed.map(stackName);
  const deploy: Need = { action: "deploy", what: `Deploy ${list(stacks)}.` };
  // Types and classes affect only the warehouse.
  if (change.kind === "changed" && !change.changes.some(isOfMask)) return [APPLY];
  if (change.kind === "added") return [deploy, APPLY, ADDITION, ...renamed(change.from)];
  return [
    deploy,
    APPLY,
    ...(change.kind === "removed" ? [REMOVAL] : []),
    ...(change.kind === "changed" ? olderRows(change, deployed) : []),
    ...(collectionNarrows(change) || hasNewName(change) ? [drop(deployed)] : []),
  ];
}

const APPLY: Need = { action: "apply", what: "In Snowflake: `npm run -s ops -- warehouse apply <stack>`." };

const STOPPED = "The deploy stops the task, because its table mappings change: start it again with `--resume`";

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

/** New files have the change; older rows have it only after they are cleaned or loaded again. */
function olderRows(change: CollectionChange & { kind: "changed" }, deployed: readonly MongodbToSnowflake[]): Need[] {
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
      what: `For older rows: reload ${collection} (docs/runbook.md#reload-a-collection); if a new column never comes, load everything again (docs/runbook.md#add-a-field).`,
    },
  ];
}

/** Whether data is still there under a former name. */
function hasNewName(change: CollectionChange): boolean {
  return change.kind === "changed" && change.changes.some(({ kind }) => kind === "renamed");
}

function drop(deployed: readonly MongodbToSnowflake[]): Need {
  const days = range(deployed.map(({ retention }) => retention.cleanDays));
  return {
    action: "drop",
    what: `Data that left before stays in CLEAN for ${days}, and in the warehouse until you drop it there, in a separate change.`,
  };
}

function range(days: readonly number[]): string {
  const [least, most] = [Math.min(...days), Math.max(...days)];
  return least === most ? `${least} days` : `${least} to ${most} days, by stack`;
}

function list(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
