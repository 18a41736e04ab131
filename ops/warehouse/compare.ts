import { isSame } from "../../warehouse/snowflake/ledger.ts";
import { type ReaderChange, readerChanges } from "../../warehouse/snowflake/reader-changes.ts";
import type { Made } from "../../warehouse/snowflake/sql-file.ts";

/** The difference between what two sets of files make. */
export interface Comparison {
  readonly readers: readonly ReaderChange[];
  /** Only in the later set. */
  readonly comes: readonly Made[];
  /** Only in the earlier set. An apply removes it, unless it holds data. */
  readonly goes: readonly Made[];
  /** Pipes with another text, which takes a procedure. */
  readonly pipes: readonly string[];
}

export function compareMade(before: readonly Made[], now: readonly Made[]): Comparison {
  const lacks = (others: readonly Made[]) => (made: Made) => !others.some((other) => isSame(made, other));
  return {
    readers: readerChanges(before, now),
    comes: now.filter(lacks(before)),
    goes: before.filter(lacks(now)),
    pipes: now
      .filter((pipe) => before.some((old) => isSame(old, pipe) && old.definition !== pipe.definition))
      .map(({ name }) => name),
  };
}

export function isSameForAll({ readers, comes, goes, pipes }: Comparison): boolean {
  return [readers, comes, goes, pipes].every(({ length }) => length === 0);
}
