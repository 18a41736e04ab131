import type { Mask, NestedMask } from "./mask.ts";
import type { Problem } from "./problem.ts";

/**
 * A field that is listed twice under two spellings: `contact: { email: true }` and `"contact.email": true` name the same
 * header, and `nodes` beside `array_nodes` can't both be what DMS writes.
 */
export function checkSpellings(mask: Mask): Problem[] {
  return [...twice(paths(mask), (path) => path), ...twice(Object.keys(mask), bareName)];
}

/** Every path that the mask names, as DMS would flatten it; with the mask's own spelling of it. */
function paths(mask: Mask | NestedMask, above = ""): string[] {
  return Object.entries(mask).flatMap(([name, inner]) => {
    const path = above + name;
    return typeof inner === "object" && inner !== null ? [path, ...paths(inner, `${path}.`)] : [path];
  });
}

/** What the field may be called in MongoDB, without DMS's type prefix; letter case aside. */
function bareName(column: string): string {
  return column.replace(/^(array|oid)_/, "").toLowerCase();
}

function twice(names: readonly string[], identity: (name: string) => string): Problem[] {
  const groups = new Map<string, string[]>();
  for (const name of names) groups.set(identity(name), [...(groups.get(identity(name)) ?? []), name]);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      where: [...new Set(group)].join(", "),
      problem: "one field listed twice, in two spellings",
      remedy: "keep the spelling of the RAW file's header, remove the other",
    }));
}
