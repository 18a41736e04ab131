import { isClear, opens, type ReaderChange } from "../../warehouse/snowflake/reader-changes.ts";

/** A change for readers as a sentence, without the view's name. */
export function describeChange(change: ReaderChange): string {
  switch (change.change) {
    case "new view": {
      const clear = change.columns.filter(isClear).map(({ name }) => name);
      const personal = change.columns.filter((column) => !isClear(column)).map(({ name }) => name);
      return `new view; in clear: ${names(clear)}${personal.length === 0 ? "" : `; masked: ${names(personal)}`}`;
    }
    case "view goes":
      return "the view goes";
    case "column goes":
      return `column ${change.column} goes`;
    case "share":
      return `the share gains ${change.gains}`;
    case "type":
      return `column ${change.column} is ${change.now}, was ${change.before}`;
    case "new column":
      return `new column ${change.column}, ${change.now.type}, ${readersOf(change.now.personal)}`;
    case "class":
      return `column ${change.column} ${change.before === undefined ? "was in clear" : `was ${change.before}`}, is now ${readersOf(change.now)}`;
  }
}

/** Those that open something first. */
export function openingFirst(changes: readonly ReaderChange[]): ReaderChange[] {
  return [...changes.filter(opens), ...changes.filter((change) => !opens(change))];
}

function readersOf(personal: string | undefined): string {
  return personal === undefined ? "in clear for all readers" : `masked as ${personal}`;
}

function names(columns: readonly string[]): string {
  return columns.length === 0 ? "none" : columns.join(", ");
}
