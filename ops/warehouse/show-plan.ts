import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import { opens, type ReaderChange } from "../../warehouse/snowflake/reader-changes.ts";
import type { Made } from "../../warehouse/snowflake/sql-file.ts";
import { type Comparison, isSameForAll } from "./compare.ts";
import { describeChange, openingFirst } from "./describe-change.ts";
import { DUPLICATES, procedureFor } from "./pipe-procedure.ts";
import { isEmpty, isFirst, type Plan } from "./plan.ts";

/** @param stack that the user named */
export function showPlan(plan: Plan, stack: string, out: Terminal): void {
  for (const { file, state } of plan.files) {
    if (state === "unchanged" || state === "waiting") continue;
    out.print(`  ${state.padEnd(9)} ${file.name} (${count(file.statements.length, "statement")})`);
  }
  for (const name of plan.gone) out.print(`  gone      ${name}`);
  const unchanged = plan.files.filter(({ state }) => state === "unchanged").length;
  if (unchanged > 0) out.print(`  ${count(unchanged, "file")} unchanged`);
  if (isFirst(plan))
    out.print(
      `\n${count(plan.readers.length, "new view")}, because nothing was applied before. With --json: all columns.`,
    );
  else showReaders(plan.readers, out);
  showNames("\nNo longer declared, will be removed", plan.removes, out);
  showRetyped(plan, out);
  showWaiting(plan, stack, out);
  showKept(plan, out);
  showPipes(plan, stack, out);
  if (isEmpty(plan)) out.print("\nNothing to apply.");
}

/** What changes against an earlier state of the repository. */
export function showComparison(found: Comparison, out: Terminal): void {
  const { readers, comes, goes, pipes } = found;
  showReaders(readers, out);
  showNames("\nAdded", comes, out);
  showNames("\nNo longer declared: removed by an apply, unless it holds data", goes, out);
  for (const pipe of pipes)
    out.print(`\nPipe ${pipe} gets another text: an apply leaves it, and says how it is replaced.`);
  if (isSameForAll(found)) out.print("Nothing changes in Snowflake.");
}

function showReaders(changes: readonly ReaderChange[], out: Terminal): void {
  if (changes.length === 0) return;
  const { bold, red } = out.colors;
  out.print(bold("\nFor readers"));
  for (const change of openingFirst(changes)) {
    const text = wrap(`${opens(change) ? "IN CLEAR  " : ""}${change.view}: ${describeChange(change)}`, 2);
    out.print(opens(change) ? red(text) : text);
  }
}

function showNames(title: string, made: readonly Made[], out: Terminal): void {
  if (made.length === 0) return;
  out.print(out.colors.bold(title));
  for (const { kind, name } of made) out.print(`  ${kind} ${name}`);
}

function showRetyped({ retyped }: Plan, out: Terminal): void {
  if (retyped.length === 0) return;
  out.print(
    out.colors.bold(
      "\nGets another type. Its values are NULL until the tasks have computed them again, within minutes:",
    ),
  );
  for (const { column, now } of retyped) out.print(`  ${column.name}: ${now}, was ${column.definition}`);
}

/** Files that name views which only dbt makes. */
export function showWaiting({ files }: Plan, stack: string, out: Terminal): void {
  const waiting = files.filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  out.print(out.colors.bold("\nWaits for views that dbt makes"));
  for (const { file } of waiting) out.print(`  ${file.name}`);
  out.print(`  npm run -s ops -- warehouse run ${stack}`);
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
