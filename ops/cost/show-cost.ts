import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { CostLine, StackCost } from "./estimate.ts";
import { listPrice } from "./prices.ts";

const NOT_PRICED = "not priced";

/** Prints a table for each stack, then the sources of the prices and what is not included. */
export function showCost(costs: readonly StackCost[], out: Terminal): void {
  const { bold, dim } = out.colors;
  for (const cost of costs) {
    out.print(bold(cost.stack));
    if (cost.lines.length > 0) out.print(table([HEAD, ...cost.lines.map((line) => row(line, cost.region))]));
    out.print(`${sum(cost)}\n`);
  }
  out.print("List prices, from");
  for (const source of sources(costs)) out.print(`  ${source}`);
  out.print(dim(NOTE));
}

const HEAD = ["", "count", "idle, $ a month", "with use, $"];

const NOTE = `Without tax, discounts and free allowances. Not included: custom metrics, data
that leaves its region or AWS, Snowflake, and the source database.`;

function sum({ idleUsd, lines, notPriced }: StackCost): string {
  if (lines.length === 0) return "  Nothing in it costs anything.";
  const without =
    notPriced === 0 ? "" : `, without the ${notPriced === 1 ? "line" : `${notPriced} lines`} ${NOT_PRICED}`;
  return `  Idle $${idleUsd.toFixed(2)} a month${without}.`;
}

function row({ what: kind, count, idleUsd, region, unit, usdPerUnit }: CostLine, own: string): string[] {
  const what = region === own ? kind : `${kind}, ${region}`;
  if (idleUsd !== undefined) return [what, String(count), idleUsd === null ? NOT_PRICED : idleUsd.toFixed(2), ""];
  return [what, String(count), "", usdPerUnit === null ? NOT_PRICED : `${usdPerUnit} a ${unit}`];
}

/** `2026-09-10  https://aws.amazon.com/vpc/pricing/`, each once. */
function sources(costs: readonly StackCost[]): string[] {
  const used = costs.flatMap(({ lines }) => lines.filter(({ usdPerUnit }) => usdPerUnit !== null));
  const found = used.map(({ item }) => `${listPrice(item).date}  ${listPrice(item).page}`);
  return [...new Set(found)].sort((one, other) => one.slice(12).localeCompare(other.slice(12)));
}
