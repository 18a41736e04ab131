import { nearest } from "../../command/did-you-mean.ts";
import { isPrintable } from "../../functions/cleaner/column-name.ts";

/** A file may have 100,000 columns, of which the first ones must do: each is compared with each. */
const MOST_NAMES = 1000;

/** Of a longer list the first ones: it is read by people. */
const MOST_LISTED = 50;

/**
 * For listed columns that a file lacks, the dropped column that was probably meant, if one is spelled nearly alike.
 * @param dropped names of a header; those that may be personal are left out
 */
export function meantColumns(absent: readonly string[], dropped: readonly string[]): ReadonlyMap<string, string> {
  const names = dropped.filter(isPrintable).slice(0, MOST_NAMES);
  // DMS may have flattened the object: `adress` is to find `address.country`.
  const known = [...new Set(names.flatMap((name) => [name, name.split(".")[0] ?? name]))];
  return new Map(
    absent.slice(0, MOST_NAMES).flatMap((listed) => {
      const meant = nearest(listed, known);
      return meant === undefined ? [] : [[listed, meant] as const];
    }),
  );
}

/** `segments (did you mean array_segments?), total`. */
export function listAbsent(absent: readonly string[], dropped: readonly string[]): string {
  const meant = meantColumns(absent, dropped);
  const named = (name: string) => (meant.has(name) ? `${name} (did you mean ${meant.get(name)}?)` : name);
  const left = absent.length - MOST_LISTED;
  const more = left > 0 ? `, … ${left.toLocaleString("en")} more` : "";
  return absent.slice(0, MOST_LISTED).map(named).join(", ") + more;
}
