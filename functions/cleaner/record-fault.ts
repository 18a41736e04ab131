import { CleanerError } from "./cleaner-error.ts";
import type { Layout } from "./layout.ts";

/** A record that does not fit its header. */
interface Misfit {
  /** Line of the file on which it starts. */
  readonly line: number;
  readonly columns: number;
  /** Whether one of its cells is a name that only a header has: `Layout.headerNames`. */
  readonly isHeader: boolean;
}

/** The error of a record that does not fit its header: it is a second header, it has another width, or it is shifted. */
export function recordFault({ line, columns, isHeader }: Misfit, { header }: Layout): CleanerError {
  if (isHeader) return new CleanerError("HEADER_REPEATED", { line });
  if (columns === header.length) return new CleanerError("RECORD_MISALIGNED", { line });
  return new CleanerError("RECORD_WIDTH", { line }, { explanation: explainWidth(columns, header) });
}

function explainWidth(columns: number, header: readonly string[]): string {
  const why = header.includes("")
    ? "A column of the header has no name: check that the DMS endpoint has TimestampColumnName."
    : "The schema may have changed mid-file.";
  return `The record is not aligned with its header: it has ${count(columns)}, the header ${count(header.length)}. ${why} Reload the collection.`;
}

function count(columns: number): string {
  return `${columns.toLocaleString("en")} ${columns === 1 ? "column" : "columns"}`;
}
