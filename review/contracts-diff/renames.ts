import type { Leaf, Node } from "./leaves.ts";

type Named = readonly [name: string, node: Node];

/**
 * New names of removed fields, if they can be recognised among other changes: two spellings of one name (`tags`, `array_tags`), or
 * the only removed and the only added field with exactly the same form.
 */
export function renames(gone: readonly Named[], come: readonly Named[]): ReadonlyMap<string, string> {
  const respelled = respellings(gone, come);
  const old = new Set(respelled.values());
  const rest = (list: readonly Named[], isTaken: (name: string) => boolean) => list.filter(([name]) => !isTaken(name));
  return new Map([
    ...respelled,
    ...onlyOnes(
      rest(gone, (name) => old.has(name)),
      rest(come, (name) => respelled.has(name)),
    ),
  ]);
}

function respellings(gone: readonly Named[], come: readonly Named[]): Map<string, string> {
  const taken = new Map<string, string>();
  for (const [from, node] of gone) {
    const match = come.find(
      ([to, other]) => !taken.has(to) && bareName(from) === bareName(to) && shape(node) === shape(other),
    );
    if (match) taken.set(match[0], from);
  }
  return taken;
}

function onlyOnes(gone: readonly Named[], come: readonly Named[]): [to: string, from: string][] {
  const alike = (list: readonly Named[], node: Node) => list.filter(([, other]) => shape(other) === shape(node));
  return come.flatMap(([to, node]): [string, string][] => {
    const [from, ...others] = alike(gone, node);
    return from === undefined || others.length > 0 || alike(come, node).length > 1 ? [] : [[to, from[0]]];
  });
}

/** The name without DMS's type prefix, in lower case. */
function bareName(name: string): string {
  return name.replace(/^(array|oid)_/, "").toLowerCase();
}

/** The form of what passes, without the field's own name. */
function shape({ leaf, children }: Node): string {
  const inner = [...children].map(([name, node]) => `${JSON.stringify(name)}:${shape(node)}`).sort();
  return `${leaf ? own(leaf) : ""}{${inner.join()}}`;
}

function own({ rule, type, class: its, array }: Leaf): string {
  return [rule, type, its?.tag, its?.kind, array !== undefined].join();
}
