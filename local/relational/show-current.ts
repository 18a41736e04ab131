import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { SPECIAL_ROWS, specialColumn } from "./source-row.ts";
import type { DemoTable } from "./write-lake.ts";

/** The current rows of a table, as a warehouse has them. */
export interface Current {
  readonly demo: DemoTable;
  /** Changes from which the rows are made. */
  readonly changes: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Prints the current rows beside the source's.
 * @returns whether both have the same rows, with the same contents
 */
export function showCurrent(current: readonly Current[], show: Terminal): boolean {
  const { green, red } = show.colors;
  const lines = current.map((each) => {
    const { source } = each.demo;
    const counts = [each.changes, each.rows.length, source.rows().length].map((number) => number.toLocaleString("en"));
    return [`${source.database}.${source.name}`, ...counts, isEqual(each) ? green("equal") : red("DIFFER")];
  });
  show.print(table([["table", "changes", "current", "in the source", "contents"], ...lines]));
  const areEqual = current.every(isEqual);
  if (!areEqual) show.print(red("Current rows and the source's rows differ: changes were lost on the way."));
  return areEqual;
}

/** Prints, of the first table that has such a column, texts that are easily changed on the way. Text is in quotes, NULL is not. */
export function showSpecialTexts(current: readonly Current[], show: Terminal): void {
  const [first] = current.flatMap(({ demo: { source }, rows }) => {
    const column = specialColumn(source.table);
    return column === undefined ? [] : [{ source, rows, column }];
  });
  if (first === undefined) return;
  const { source, rows, column } = first;
  show.print(show.colors.bold(`\n${column} of the first rows of ${source.database}.${source.name}`));
  const texts = rows.slice(0, SPECIAL_ROWS).map((row) => (row[column] === null ? "NULL" : JSON.stringify(row[column])));
  show.print(`  ${texts.join(", ")}`);
}

function isEqual({ demo: { source }, rows }: Current): boolean {
  const found = rows.map((row) => source.listed(row)).sort();
  return JSON.stringify(found) === JSON.stringify(source.rows());
}
