import { parseJson } from "../../functions/cleaner/reference/json-value.ts";
import { jsonDifferences } from "./json-differences.ts";

/** The first line of an expectation that what leaves does not equal. */
export interface Difference {
  /** From 1. */
  readonly line: number;
  /** In paths, without a value. */
  readonly problem: string;
}

const MOST_PATHS = 10;

/** Compares NDJSON line by line, as text. */
export function firstDifference(expected: string, actual: string): Difference | undefined {
  const wanted = linesOf(expected);
  const found = linesOf(actual);
  const index = Array.from({ length: Math.max(wanted.length, found.length) }, (_, at) => at).find(
    (at) => wanted[at] !== found[at],
  );
  return index === undefined ? undefined : { line: index + 1, problem: compare(wanted[index], found[index]) };
}

/** Git may have written CRLF. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function compare(expected: string | undefined, actual: string | undefined): string {
  if (expected === undefined) return "leaves and is not expected";
  if (actual === undefined) return "is expected and does not leave";
  const wanted = parseJson(expected);
  const found = parseJson(actual);
  if (wanted === undefined || found === undefined) return "is not JSON in the expectation";
  const paths = jsonDifferences(wanted, found);
  if (paths.length === 0) return "has the same values, and is written otherwise: in another order, or with spaces";
  const more = paths.length > MOST_PATHS ? [`${paths.length - MOST_PATHS} more`] : [];
  return [...paths.slice(0, MOST_PATHS), ...more].join("; ");
}
