import { stackId } from "../../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { type CollectionChange, collectionNarrows, collectionWidens } from "./compare-allow-lists.ts";
import { isOfMask } from "./compare-masks.ts";
import type { Need } from "./needs.ts";

/** The steps that a table's change needs, in the stacks that replicate it. */
export function tableNeedsOf(change: CollectionChange, environments: readonly RelationalToSnowflake[]): Need[] {
  const stacks = environments.filter(({ deployDms }) => deployDms).map(stackId);
  // Types and classes affect only the warehouse.
  if (stacks.length === 0 || (change.kind === "changed" && !change.changes.some(isOfMask))) return [];
  return [
    { action: "deploy", what: `Deploy ${stacks.join(", ")}.` },
    {
      action: "start",
      what: "The deploy stops the database's task, because its table mappings change: start it again.",
    },
    ...(change.kind === "removed" || !collectionWidens(change) ? [] : [LOAD]),
    ...(collectionNarrows(change) ? [KEPT] : []),
  ];
}

const LOAD: Need = {
  action: "reload",
  what: "Load the table when its task runs again: rows of before have what is new only then.",
};

const KEPT: Need = {
  action: "drop",
  what: "Data that left before stays in the lake until it expires, and in the warehouse until you drop it there.",
};
