import { table } from "../../../command/table.ts";
import type { Terminal } from "../../../command/terminal.ts";
import type { AccessPlan, CollectionAccess } from "./plan-access.ts";

/** Prints roles that are missing and collections that are not as the contracts say. */
export function showAccess({ missing, collections }: AccessPlan, out: Terminal): void {
  for (const name of missing) out.print(`+ ${name}`);
  const differing = collections.filter(({ state }) => state === "closed" || state === "changed");
  if (differing.length > 0) out.print(table(differing.flatMap(rowsOf), 2));
  for (const { collection } of collections.filter(({ state }) => state === "waits"))
    out.print(`${collection} waits: its table is made, or changed, by the next run that loads it.`);
}

function rowsOf({ collection, state, ...changes }: CollectionAccess): string[][] {
  const rows = ([...WORDS.keys()] as const).flatMap((what) =>
    changes[what].length === 0 ? [] : [[WORDS.get(what) ?? "", changes[what].join(", ")]],
  );
  const head = [collection, state === "closed" ? "no reader sees it" : "differs from its contract"];
  return [head, ...(rows.length === 0 ? [["  masks", "other roles or types"]] : rows)];
}

const WORDS = new Map([
  ["shown", "  + columns"],
  ["hidden", "  - columns"],
  ["masked", "  + masks"],
  ["unmasked", "  - masks"],
] as const);
