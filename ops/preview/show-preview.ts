import { didYouMean } from "../../command/did-you-mean.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { NestedMask } from "../../contracts/mask.ts";
import type { Tally } from "../../functions/cleaner/tally.ts";
import { listAbsent } from "./meant-columns.ts";
import { showRow } from "./show-row.ts";
import { droppedIn, type PreviewOptions, type ShownColumn, type ShownPreview } from "./shown-preview.ts";

const MAX_PLACES = 10;

export function showPreview(
  { columns, absent, tally, failure, row }: ShownPreview,
  { name, collection, isListed, listed }: PreviewOptions,
  out: Terminal,
): void {
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
  if (columns.length > 0) showColumns(columns, absent, out);
  else if (!failure) out.print("  There is no header, so there are no rows.");
  if (row) showRow(row.before, row.after, out);
}

function showCounts({ rowsIn, rowsOut, deletes, malformed, malformedCells, replacedCharacters }: Tally, out: Terminal) {
  const number = (count: number) => count.toLocaleString("en");
  out.print(`  ${number(rowsIn)} rows in, ${number(rowsOut)} out, of these ${number(deletes)} deletes`);
  if (malformed > 0) {
    const places = malformedCells.slice(0, MAX_PLACES).map(({ line, column }) => `line ${line} ${column}`);
    const more = malformed > places.length ? ", …" : "";
    out.print(out.colors.yellow(`  ${number(malformed)} malformed cells, left out: ${places.join(", ")}${more}`));
  }
  if (replacedCharacters > 0) out.print(`  ${number(replacedCharacters)} characters were no UTF-8`);
}

function showColumns(columns: readonly ShownColumn[], absent: readonly string[], out: Terminal): void {
  const { bold, dim, green, yellow } = out.colors;
  const kept = columns.filter(({ rule }) => rule !== "drop").length;
  out.print(
    bold(
      `\n${kept} of ${columns.length} columns kept; spelled as the allow-list must spell them, a dot as a nested mask`,
    ),
  );
  const row = ({ label, rule }: ShownColumn) =>
    rule === "drop" ? [dim(`  ${label}`), dim("dropped")] : [green(`+ ${label}`), green(written(rule))];
  out.print(table(columns.map(row), 2));
  if (columns.some(({ label, name }) => label !== name)) {
    out.print("  #: a name that may be personal, by its place in the header; --show-values shows it");
  }
  if (absent.length > 0) out.print(yellow(`  Listed, and not in this file: ${listAbsent(absent, droppedIn(columns))}`));
}

/** As the allow-list has it. */
function written(rule: Exclude<ShownColumn["rule"], "drop"> | NestedMask[string]): string {
  if (rule === "passes") return "passes by itself";
  if (typeof rule !== "object") return rule === true ? "true" : `"${rule}"`;
  const keys = Object.entries(rule).map(([key, inner]) => `${key}: ${written(inner)}`);
  return `{ ${keys.join(", ")} }`;
}
