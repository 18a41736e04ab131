import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { Tally } from "../../functions/cleaner/tally.ts";
import { shownName } from "./show-row.ts";

const MAX_PLACES = 10;

/** What the cleaner counts of a file that lands; in yellow what somebody should look at. */
export function showCounts(tally: Tally, out: Terminal): void {
  const { rowsIn, rowsOut, deletes, replacedCharacters } = tally;
  const number = (amount: number) => amount.toLocaleString("en");
  out.print(`  ${count(rowsIn, "row")} in, ${number(rowsOut)} out, of these ${count(deletes, "delete")}`);
  for (const line of warnings(tally)) out.print(out.colors.yellow(`  ${line}`));
  if (replacedCharacters > 0) out.print(`  ${number(replacedCharacters)} characters were not UTF-8`);
}

function warnings({ headerOnly, malformed, malformedCells, scalars, keyless, keylessDeletes, suspicious }: Tally) {
  const lines: readonly [isSo: boolean, line: () => string][] = [
    [headerOnly, () => "No row follows the header. DMS writes no such file: it may be a row."],
    [keyless > 0, () => `${count(keyless, "row")} without a key: they land, and can't be told apart`],
    [keylessDeletes > 0, () => `${count(keylessDeletes, "delete")} without a key: they land, and delete nothing`],
    [malformed > 0, () => `${count(malformed, "malformed cell")}, left out: ${places(malformed, malformedCells)}`],
    [scalars > 0, () => `${count(scalars, "scalar")} where the mask is nested, left out`],
    [
      suspicious.length > 0,
      () => `not taken for Op, so deletes look like rows: ${suspicious.slice(0, MAX_PLACES).map(shownName).join(", ")}`,
    ],
  ];
  return lines.flatMap(([isSo, line]) => (isSo ? [line()] : []));
}

function places(malformed: number, cells: Tally["malformedCells"]): string {
  const shown = cells.slice(0, MAX_PLACES).map(({ line, column }) => `line ${line} ${shownName(column)}`);
  return shown.join(", ") + (malformed > shown.length ? ", …" : "");
}
