import type { Terminal } from "../../command/terminal.ts";
import { age } from "./age.ts";
import type { TableStatus } from "./collection-status.ts";
import type { NewestObject } from "./newest-object.ts";
import type { StackStatus } from "./stack-status.ts";

export const HEAD = [
  "collection",
  "stack",
  "in DMS",
  "mask",
  "loaded",
  "inserts",
  "updates",
  "deletes",
  "RAW",
  "CLEAN",
];

/** The row of a collection in a stack; undefined if the stack could not be checked at all. */
export function rowOf({ stack, collections }: StackStatus, name: string, now: Date, { colors }: Terminal) {
  const found = collections.find(({ collection }) => collection === name);
  if (!found) return undefined;
  const { table, raw, clean, mask } = found;
  return [
    name,
    stack,
    table?.state ?? "-",
    mask === "another" ? colors.red(mask) : (mask ?? "-"),
    ...countsOf(table),
    ageOf(raw, now),
    ageOf(clean, now),
  ];
}

/** Rows loaded, inserts, updates, deletes. */
export function countsOf(table: TableStatus | null): readonly string[] {
  const counts = table ? [table.fullLoadRows, table.inserts, table.updates, table.deletes] : [];
  return Array.from({ length: 4 }, (_, index) => counts[index]?.toLocaleString("en") ?? "-");
}

export function ageOf(newest: NewestObject | null, now: Date): string {
  return newest ? age(newest.at, now) : "-";
}
