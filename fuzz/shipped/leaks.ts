import { gunzipSync } from "node:zlib";
import { findMark, hasWholeMark } from "../marks/mark.ts";
import type { CleanObject, Trace } from "./shipped.ts";

/** Where a mark was seen, and in which form; never the mark. */
export interface Leak {
  readonly where: "CLEAN" | "key or metadata of CLEAN" | "log or metrics" | "answer or error";
  readonly form: string;
}

/**
 * Looks for marks in all that left the function.
 * @param tellable header names that rule 20 lets be told, though they have marks in them: as a dropped column in the log line
 * of an object, and as the column of an error. Everywhere else they are leaks like any other.
 */
export function findLeak(trace: Trace, tellable: ReadonlySet<string>): Leak | undefined {
  return first("CLEAN", trace.objects.map(textOf)) ?? findLeakBeside(trace, tellable);
}

/** The same of all but what stands in CLEAN objects, for files whose listed places have marks. */
export function findLeakBeside({ objects, output, answer }: Trace, tellable: ReadonlySet<string>): Leak | undefined {
  return (
    first(
      "key or metadata of CLEAN",
      objects.map(({ about }) => about),
    ) ??
    first(
      "log or metrics",
      output.split("\n").map((line) => withoutNames(line, tellable)),
    ) ??
    first("answer or error", [withoutNames(answer, tellable)])
  );
}

function first(where: Leak["where"], texts: readonly string[]): Leak | undefined {
  const form = texts.map(findMark).find((found) => found !== undefined);
  return form === undefined ? undefined : { where, form };
}

/** As it is stored too: gzip has room for a name and a comment, and for bytes behind its end. */
function textOf({ body }: CleanObject): string {
  return hasWholeMark(body) ? body.toString("latin1") : gunzipSync(body).toString("latin1");
}

/** A text without the names that may be told, where they may be told. */
function withoutNames(text: string, tellable: ReadonlySet<string>): string {
  const keepUntellable = (found: string, name: string) => (tellable.has(name) ? "" : found);
  const withoutColumns = text
    .replace(/"column":"([^"]*)"/g, keepUntellable)
    .replace(/, column ([^\s:]+): /g, keepUntellable);
  if (!text.includes('"message":"cleaned"')) return withoutColumns;
  return withoutColumns.replace(/"dropped":\[([^\]]*)\]/, (_, names: string) => {
    const told = names.split(",").map((name) => name.slice(1, -1));
    return told.length > MAX_NAMES ? text : told.filter((name) => !tellable.has(name)).join();
  });
}

const MAX_NAMES = 100;
