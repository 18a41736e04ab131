import type { Node } from "./leaves.ts";

type Named = readonly [name: string, node: Node];

/**
 * New names of what is gone, where they can be told: the only one that went and the only one that came beside it, or two
 * spellings of one name (`tags`, `array_tags`); and what passes of it is the same.
 */
export function renames(gone: readonly Named[], come: readonly Named[]): ReadonlyMap<string, string> {
  const isOnly = gone.length === 1 && come.length === 1;
  const taken = new Map<string, string>();
  for (const [from, node] of gone) {
    const match = come.find(
      ([to, other]) => !taken.has(to) && (isOnly || bareName(from) === bareName(to)) && shape(node) === shape(other),
    );
    if (match) taken.set(match[0], from);
  }
  return taken;
}

/** Without DMS's type prefix, and letter case aside. */
function bareName(name: string): string {
  return name.replace(/^(array|oid)_/, "").toLowerCase();
}

/** What passes, whatever its own name is. */
function shape({ leaf, children }: Node): string {
  const inner = [...children].map(([name, node]) => `${JSON.stringify(name)}:${shape(node)}`).sort();
  return `${leaf?.rule ?? ""}{${inner.join()}}`;
}
