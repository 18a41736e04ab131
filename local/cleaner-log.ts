import type { Summary } from "../functions/cleaner/summary.ts";

/** The part of the cleaner's log line about an object that is shown. */
export type CleanedObject = Pick<
  Summary,
  | "collection"
  | "rawKey"
  | "cleanKey"
  | "rowsIn"
  | "rowsOut"
  | "deletes"
  | "malformed"
  | "dropped"
  | "droppedUnnamed"
  | "absent"
  | "bytesIn"
  | "bytesOut"
>;

export interface SkippedObject {
  readonly rawKey: string;
  readonly reason: string;
}

/** Finds the lines about objects in the function's log, which also has metrics and warnings. */
export function readCleanerLog(log: string): { cleaned: CleanedObject[]; skipped: SkippedObject[] } {
  const lines = log.split("\n").flatMap(parseLine);
  return {
    cleaned: lines.filter(({ message }) => message === "cleaned") as unknown as CleanedObject[],
    skipped: lines.filter(({ message }) => message === "skipped") as unknown as SkippedObject[],
  };
}

function parseLine(line: string): Record<string, unknown>[] {
  if (!line.startsWith("{")) return [];
  try {
    return [JSON.parse(line) as Record<string, unknown>];
  } catch {
    return [];
  }
}
