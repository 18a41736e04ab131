import type { Mask, NestedMask } from "./mask.ts";
import type { Problem } from "./problem.ts";

/**
 * Fields that are listed twice in two spellings: `contact: { email: true }` and `"contact.email": true` name the same header, and
 * DMS can't write both `nodes` and `array_nodes`.
 */
export function checkSpellings(mask: Mask): Problem[] {
  return [...twice(paths(mask), (path) => path), ...twice(Object.keys(mask), bareName)];
}

/** Every path that the mask names, in DMS's flattened form. */
function paths(mask: Mask | NestedMask, above = ""): string[] {
  return Object.entries(mask).flatMap(([name, inner]) => {
    const path = above + name;
    return typeof inner === "object" && inner !== null ? [path, ...paths(inner, `${path}.`)] : [path];
  });
}

/** The field's likely name in MongoDB: without DMS's type prefix, in lower case. */
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
