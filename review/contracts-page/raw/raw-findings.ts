import type { Mask } from "../../../contracts/mask.ts";
import { OP_COLUMN } from "../../../contracts/passthrough.ts";
import { columnsOf } from "../../../ops/preview/columns.ts";
import { absentPaths } from "./absent.ts";
import { type DroppedByPath, droppedByPath } from "./dropped.ts";
import type { RawCollection } from "./raw-collection.ts";

/** The result of comparing RAW files with a mask. */
export interface RawFindings {
  readonly read: RawCollection;
  /** Paths of listed fields that RAW lacks. */
  readonly absent: ReadonlySet<string>;
  readonly dropped: DroppedByPath;
}

export const NOTHING_FOUND = { absent: new Set<string>(), dropped: new Map() } as const;

export function rawFindings(mask: Mask, read: RawCollection): RawFindings {
  if (read.columns.size === 0) return { read, ...NOTHING_FOUND };
  // Like the cleaner: only the first column can be `Op`.
  const header = [...read.columns].sort((a, b) => Number(b === OP_COLUMN) - Number(a === OP_COLUMN));
  const { columns, absent } = columnsOf(header, mask, true);
  const dropped = columns.filter(({ rule }) => rule === "drop").map(({ name }) => name);
  return {
    read,
    absent: absentPaths(mask, absent, read),
    dropped: droppedByPath(mask, dropped, read.keys),
  };
}
