import type { Mask } from "../../contracts/mask.ts";
import { OP_COLUMN } from "../../contracts/passthrough.ts";
import type { CleanerErrorCode } from "../../functions/cleaner/cleaner-error.ts";
import { isPrintable } from "../../functions/cleaner/column-name.ts";
import { type Column, columnsOf } from "./columns.ts";
import type { FilePreview } from "./preview-file.ts";
import { shapeOf } from "./shape.ts";
import type { ShownCell } from "./show-row.ts";

export interface PreviewOptions {
  /** The file as the user named it. */
  readonly name: string;
  readonly collection: string;
  /** Whether the allow-list has the collection; otherwise the cleaner skips its objects. */
  readonly isListed: boolean;
  /** All collections of the allow-list. */
  readonly listed: readonly string[];
  readonly mask: Mask;
  readonly passOp: boolean;
  readonly nullMarker: string;
  /** Whether to show all values, and names that may be personal. */
  readonly showValues: boolean;
}

export interface ShownColumn extends Column {
  /** As the header spells it; in place of a name that may not be shown, its place in the header. */
  readonly label: string;
}

/** What is wrong with a header under its mask. */
const MASKS_FAULTS: readonly (CleanerErrorCode | undefined)[] = ["HEADER_UNLISTED", "KEY_ABSENT"];

/** A preview as far as it may be shown. */
export interface ShownPreview extends Pick<FilePreview, "tally" | "failure" | "isHeader"> {
  readonly columns: readonly ShownColumn[];
  readonly absent: readonly string[];
  readonly row: { readonly before: readonly ShownCell[]; readonly after: string } | undefined;
}

export function toShown(found: FilePreview, options: PreviewOptions): ShownPreview {
  const { header = [], isHeader, tally, failure, row } = found;
  const { mask, passOp, isListed, showValues } = options;
  const { columns, absent } = columnsOf(header, mask, passOp);
  const shown = columns.map(({ name, rule }, index) => ({
    name,
    label: showValues || (isHeader && isPrintable(name)) ? name : `#${index + 1}`,
    rule: isListed ? rule : "drop",
  }));
  const lands = isListed && failure === undefined;
  return {
    tally,
    isHeader,
    columns: shown,
    absent,
    // Of a collection that is not listed it would say how to spell the mask that there is not.
    failure: !isListed && MASKS_FAULTS.includes(failure?.code) ? undefined : failure,
    row: lands && row ? { before: showCells(row.before, shown, options), after: row.after } : undefined,
  };
}

/** Names of columns that do not leave; without those that may be personal. */
export function droppedIn(columns: readonly ShownColumn[]): string[] {
  return columns.filter(({ name, label, rule }) => rule === "drop" && label === name).map(({ name }) => name);
}

function showCells(cells: readonly string[], columns: readonly ShownColumn[], options: PreviewOptions): ShownCell[] {
  const isDelete = columns[0]?.name === OP_COLUMN && cells[0] === "D";
  return columns.map(({ label, rule }, index) => {
    const cell = cells[index] ?? "";
    const passes = rule === "passes" || (rule !== "drop" && !isDelete);
    // Of a nested mask the cell holds more than what passes.
    const isWhole = passes && typeof rule !== "object";
    return { column: label, text: isWhole || options.showValues ? cell : shapeOf(cell, options.nullMarker), passes };
  });
}
