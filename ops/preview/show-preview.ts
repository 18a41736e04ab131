import { count } from "../../command/count.ts";
import { didYouMean } from "../../command/did-you-mean.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { NestedMask } from "../../contracts/mask.ts";
import { listAbsent } from "./meant-columns.ts";
import { showCounts } from "./show-counts.ts";
import { shortList, shownName, showRow } from "./show-row.ts";
import { droppedIn, type PreviewOptions, type ShownColumn, type ShownPreview } from "./shown-preview.ts";

const UNNAMED = "#: a name that may be personal, by its place in the header; --show-values shows it";
const NO_NAMES = "#: this may be a row, not a header, so no names; --show-values shows them";

export function showPreview(
  found: ShownPreview,
  { name, collection, isListed, listed }: PreviewOptions,
  out: Terminal,
): void {
  const { columns, tally, failure, row } = found;
  const { bold, red, yellow } = out.colors;
  out.print(bold(`${name} as ${collection}`));
  if (failure) out.print(red(`  The file fails, and nothing of it lands.\n  ${failure.message}`));
  else if (!isListed)
    out.print(
      yellow(
        `  Not in the allow-list: the cleaner skips it, and nothing of it lands.${didYouMean(collection, listed)}`,
      ),
    );
  else showCounts(tally, out);
  if (columns.length > 0) showColumns(found, out);
  else if (!failure) out.print("  There is no header, so there are no rows.");
  if (row) showRow(row.before, row.after, out);
}

function showColumns({ columns, absent, isHeader }: ShownPreview, out: Terminal): void {
  const { bold, dim, green, yellow } = out.colors;
  const kept = columns.filter(({ rule }) => rule !== "drop").length;
  const counts = `${kept.toLocaleString("en")} of ${count(columns.length, "column")} kept`;
  out.print(bold(`\n${counts}; spelled as the allow-list must spell them, a dot as a nested mask`));
  const row = ({ label, rule }: ShownColumn) =>
    rule === "drop"
      ? [dim(`  ${shownName(label)}`), dim("dropped")]
      : [green(`+ ${shownName(label)}`), green(written(rule))];
  const { shown, left } = shortList(columns, ({ rule }) => rule !== "drop");
  out.print(table(shown.map(row), 2));
  if (left > 0) out.print(dim(`    … ${count(left, "more column")} dropped; --json has them all`));
  if (!isHeader) out.print(`  ${NO_NAMES}`);
  else if (columns.some(({ label, name }) => label !== name)) out.print(`  ${UNNAMED}`);
  if (absent.length > 0) out.print(yellow(`  Listed, and not in this file: ${listAbsent(absent, droppedIn(columns))}`));
}

/** As the allow-list has it. */
function written(rule: Exclude<ShownColumn["rule"], "drop"> | NestedMask[string]): string {
  if (rule === "passes") return "always passes";
  if (typeof rule !== "object") return rule === true ? "true" : `"${rule}"`;
  const keys = Object.entries(rule).map(([key, inner]) => `${key}: ${written(inner)}`);
  return `{ ${keys.join(", ")} }`;
}
