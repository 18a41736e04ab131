import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import type { TextRow } from "./newest-rows.ts";

/** How the rows that arrived differ from those of the source, in numbers: rows have values. */
interface Difference {
  /** Keys of the source that did not arrive. */
  readonly missing: number;
  /** Keys that the source does not have. */
  readonly tooMany: number;
  /** Keys whose row has another value. */
  readonly changed: number;
}

/** @returns undefined if they are equal */
export function compareRows(
  { key, columns }: Pick<ListedWatermarkTable, "key" | "columns">,
  found: readonly TextRow[],
  wanted: readonly TextRow[],
): Difference | undefined {
  const places = key.map((column) => Object.keys(columns).indexOf(column));
  const byKey = (rows: readonly TextRow[]) =>
    new Map(rows.map((row) => [JSON.stringify(places.map((place) => row[place])), JSON.stringify(row)]));
  const [here, there] = [byKey(found), byKey(wanted)];
  const missing = [...there.keys()].filter((each) => !here.has(each)).length;
  // A key that is there twice is one too many.
  const tooMany = [...here.keys()].filter((each) => !there.has(each)).length + found.length - here.size;
  const changed = [...there].filter(([each, row]) => here.has(each) && here.get(each) !== row).length;
  return missing + tooMany + changed === 0 ? undefined : { missing, tooMany, changed };
}

/** `2 missing, 1 changed` */
export function differenceText({ missing, tooMany, changed }: Difference): string {
  const parts = [
    [missing, "missing"],
    [tooMany, "too many"],
    [changed, "changed"],
  ] as const;
  return parts.flatMap(([number, what]) => (number === 0 ? [] : [`${number.toLocaleString("en")} ${what}`])).join(", ");
}
