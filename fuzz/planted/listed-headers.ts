import { keyMask, keyPaths } from "../../contracts/key.ts";
import type { Mask, NestedMask } from "../../contracts/mask.ts";
import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

/** Every header that the cleaner may read under the mask: columns, dotted paths with their prefixes, columns that always pass. */
export function listedHeaders(mask: Mask): ReadonlySet<string> {
  return new Set([...paths(keyMask(mask), ""), TIMESTAMP_COLUMN, ...paths(mask, "")]);
}

/** The headers that may contain the key, or a part of it. */
export function keyNames(mask: Mask): ReadonlySet<string> {
  return new Set(keyPaths(mask).flatMap((path) => path.map((_, at) => path.slice(0, at + 1).join("."))));
}

function paths(mask: Mask | NestedMask, above: string): string[] {
  return Object.entries(mask).flatMap(([name, rule]) => {
    const path = above + name;
    return typeof rule === "object" ? [path, ...paths(rule, `${path}.`)] : [path];
  });
}
