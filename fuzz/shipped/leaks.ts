import { gunzipSync } from "node:zlib";
import { findPlanted, hasWholePlanted } from "../planted/planted-value.ts";
import type { CleanObject, Trace } from "./shipped.ts";

/** Where a planted value was found, and in which form; never the value. */
export interface Leak {
  readonly where: "CLEAN" | "key or metadata of CLEAN" | "log or metrics" | "response or error";
  readonly form: string;
}

/**
 * Looks for planted values in all that left the function.
 * @param printable header names with planted values that may be printed by rule 20: as a dropped column in the log line of an
 * object, and as the column of an error. Anywhere else they are leaks.
 */
export function findLeak(trace: Trace, printable: ReadonlySet<string>): Leak | undefined {
  return first("CLEAN", trace.objects.map(textOf)) ?? findLeakOutsideClean(trace, printable);
}

/** The same, except in the contents of CLEAN objects: for files with planted values in listed places. */
export function findLeakOutsideClean(
  { objects, output, response }: Trace,
  printable: ReadonlySet<string>,
): Leak | undefined {
  return (
    first(
      "key or metadata of CLEAN",
      objects.map(({ about }) => about),
    ) ??
    first(
      "log or metrics",
      output.split("\n").map((line) => withoutNames(line, printable)),
    ) ??
    first("response or error", [withoutNames(response, printable)])
  );
}

function first(where: Leak["where"], texts: readonly string[]): Leak | undefined {
  const form = texts.map(findPlanted).find((found) => found !== undefined);
  return form === undefined ? undefined : { where, form };
}

/** The stored bytes too: gzip may contain a name, a comment, and bytes after its end. */
function textOf({ body }: CleanObject): string {
  return hasWholePlanted(body) ? body.toString("latin1") : gunzipSync(body).toString("latin1");
}

/** Removes printable names from the places where they may be printed. */
function withoutNames(text: string, printable: ReadonlySet<string>): string {
  const keepUnprintable = (found: string, name: string) => (printable.has(name) ? "" : found);
  const withoutColumns = text
    .replace(/"column":"([^"]*)"/g, keepUnprintable)
    .replace(/, column ([^\s:]+): /g, keepUnprintable);
  if (!text.includes('"message":"cleaned"')) return withoutColumns;
  return withoutColumns.replace(/"dropped":\[([^\]]*)\]/, (_, names: string) => {
    const printed = names.split(",").map((name) => name.slice(1, -1));
    return printed.length > MAX_NAMES ? text : printed.filter((name) => !printable.has(name)).join();
  });
}

const MAX_NAMES = 100;
