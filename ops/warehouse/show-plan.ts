import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import { opens } from "../../warehouse/snowflake/reader-changes.ts";
import { describeChange, openingFirst } from "./describe-change.ts";
import { DUPLICATES, procedureFor } from "./pipe-procedure.ts";
import { isEmpty, type Plan } from "./plan.ts";

/** @param stack that the user named */
export function showPlan(plan: Plan, stack: string, out: Terminal): void {
  const { bold } = out.colors;
  for (const { file, state } of plan.files) {
    if (state === "unchanged") continue;
    out.print(`  ${state.padEnd(9)} ${file.name} (${count(file.statements.length, "statement")})`);
  }
  for (const name of plan.gone) out.print(`  gone      ${name}`);
  const unchanged = plan.files.filter(({ state }) => state === "unchanged").length;
  if (unchanged > 0) out.print(`  ${count(unchanged, "file")} unchanged`);
  showReaders(plan, out);
  if (plan.removes.length > 0) {
    out.print(bold("\nNo longer declared, will be removed"));
    for (const { kind, name } of plan.removes) out.print(`  ${kind} ${name}`);
  }
  showKept(plan, out);
  showPipes(plan, stack, out);
  if (isEmpty(plan)) out.print("\nNothing to apply.");
}

function showReaders({ readers: changes, files }: Plan, out: Terminal): void {
  if (changes.length === 0) return;
  const { bold, red } = out.colors;
  out.print(bold("\nFor readers"));
  if (files.every(({ state }) => state === "new")) {
    out.print(`  ${count(changes.length, "new view")}: nothing was applied before. With --json: all columns.`);
    return;
  }
  for (const change of openingFirst(changes)) {
    const text = wrap(`${opens(change) ? "IN CLEAR  " : ""}${change.view}: ${describeChange(change)}`, 2);
    out.print(opens(change) ? red(text) : text);
  }
}

/** What an apply leaves, because it holds data. */
export function showKept({ keeps }: Plan, out: Terminal): void {
  if (keeps.length === 0) return;
  out.print(out.colors.bold("\nNo longer declared, stays because it holds data. To drop it by hand:"));
  for (const { name } of keeps) out.print(`  DROP TABLE ${name};`);
}

export function showPipes({ pipes }: Plan, stack: string, out: Terminal): void {
  if (pipes.length === 0) return;
  const { bold, red } = out.colors;
  for (const pipe of pipes) {
    out.print(bold(red(`\nPipe ${pipe.pipe} has another text now, and is left as it is. To change it:`)));
    for (const line of procedureFor(pipe, stack)) out.print(`  ${line}`);
  }
  out.print(wrap(DUPLICATES, 2));
}
