import { shorten } from "../../command/safe-text.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { COLUMNS } from "../../command/wrap.ts";
import { commandOf, type Outcome } from "./install.ts";

/** Prints what was there, what is installed now, and for the rest why it is missing and how to get it by hand. */
export function showOutcomes(outcomes: readonly Outcome[], isRoot: boolean, out: Terminal): void {
  out.print(table(outcomes.map(({ need, state }) => [need.name, state])));
  const missing = outcomes.filter(({ state }) => state === "missing");
  if (missing.length === 0) return;
  out.print(out.colors.red("\nCould not get:"));
  for (const { need, why, output = [] } of missing) {
    out.print(`  ${need.name}: ${why}`);
    for (const line of output) out.print(out.colors.dim(`    ${shorten(line, COLUMNS - 4)}`));
  }
  out.print("\nBy hand, in this order:");
  for (const line of byHand(missing, isRoot)) out.print(`  ${line}`);
}

/** The lines to run, all packages of Debian in one. */
function byHand(missing: readonly Outcome[], isRoot: boolean): string[] {
  const debian = missing.flatMap(({ need: { install } }) => ("debian" in install ? [install.debian] : []));
  const sudo = isRoot ? "" : "sudo ";
  return [
    ...(debian.length === 0
      ? []
      : [`${sudo}apt-get update`, `${sudo}apt-get install --no-install-recommends ${debian.join(" ")}`]),
    ...missing.flatMap(({ need }) => {
      if ("debian" in need.install) return [];
      return "page" in need.install ? [`${need.name}: ${need.install.page}`] : [commandOf(need, isRoot).join(" ")];
    }),
  ];
}
