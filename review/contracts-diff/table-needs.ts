import { stackId } from "../../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { type CollectionChange, collectionNarrows, collectionWidens } from "./compare-allow-lists.ts";
import { isOfMask } from "./compare-masks.ts";
import type { Need } from "./needs.ts";

/** The steps that a table's change needs, in the stacks that replicate it. */
export function tableNeedsOf(change: CollectionChange, environments: readonly RelationalToSnowflake[]): Need[] {
  const stacks = environments.filter(({ deployDms }) => deployDms).map(stackId);
  if (stacks.length === 0) return [];
  const run = runIn(stacks);
  // Types and classes affect only the warehouse.
  if (change.kind === "changed" && !change.changes.some(isOfMask)) return [run];
  return [
    { action: "deploy", what: `Deploy ${stacks.join(", ")}.` },
    {
      action: "start",
      what: "The deploy stops the database's task, because its table mappings change: start it again.",
    },
    ...(change.kind === "removed" || !collectionWidens(change) ? [] : [LOAD]),
    run,
    ...(collectionNarrows(change) ? [KEPT] : []),
  ];
}

function runIn(stacks: readonly string[]): Need {
  const commands = stacks.map((stack) => `\`npm run -s ops -- warehouse run ${stack}\``);
  return { action: "run", what: `In Snowflake, unless a schedule does it: ${commands.join(", ")}.` };
}

const LOAD: Need = {
  action: "reload",
  what: "Load the table when its task runs again: rows of before have what is new only then.",
};

const KEPT: Need = {
  action: "drop",
  what: "Data that left before stays in the lake until it expires, and in the warehouse until you drop it there.",
};
