import type { Mask } from "../../../contracts/mask.ts";
import { join, leavesOf, type Node } from "../../contracts-diff/leaves.ts";
import { NameSet, type Names } from "./names.ts";
import type { NestedKeys } from "./nested-keys.ts";

/** What is dropped, by the path of the listed field that has it; the empty path is the collection itself. */
export type DroppedByPath = ReadonlyMap<string, Names>;

interface Place {
  /** The listed field that a dropped column belongs to: `address` for `address.street`. */
  readonly path: string;
  /** The rest of the column's name. */
  readonly name: string;
}

const MOST_COLUMNS = 1000;
/** DMS flattens a map into columns. More of them than this below one field that is not listed are shown as that field. */
const MOST_BELOW_FIELD = 12;

/**
 * @param columns those that are dropped
 * @param keys of the JSON in the columns that have a nested mask
 */
export function droppedByPath(
  mask: Mask,
  columns: readonly string[],
  keys: ReadonlyMap<string, NestedKeys>,
): DroppedByPath {
  const dropped = new Map<string, Names>();
  const sets = new Map<string, NameSet>([["", new NameSet(MOST_COLUMNS)]]);
  const tree = leavesOf(mask);
  for (const { path, name } of foldMaps(columns.map((column) => placeOf(column, tree)))) {
    const set = sets.get(path) ?? new NameSet();
    sets.set(path, set.add(name));
  }
  for (const [column, its] of keys) collectKeys(column, its, sets);
  for (const [path, set] of sets) dropped.set(path, set.names);
  return dropped;
}

/** The deepest listed field whose name the column's begins with. */
function placeOf(column: string, tree: Node): Place {
  let [node, path, name] = [tree, "", column];
  for (;;) {
    const [first, ...rest] = name.split(".");
    const child = node.children.get(first as string);
    if (child === undefined || rest.length === 0) return { path, name };
    [node, path, name] = [child, join(path, first as string), rest.join(".")];
  }
}

/** Below a listed field nothing is folded: what stands before a dot may be half of a key of a map, `ann.b@example.org`. */
function foldMaps(places: readonly Place[]): Place[] {
  const fieldOf = ({ name }: Place) => name.split(".")[0] as string;
  const counts = new Map<string, number>();
  const unlisted = places.filter(({ path }) => path === "");
  for (const place of unlisted) counts.set(fieldOf(place), (counts.get(fieldOf(place)) ?? 0) + 1);
  return places.map((place) => {
    const isMap = place.path === "" && (counts.get(fieldOf(place)) as number) > MOST_BELOW_FIELD;
    return isMap ? { path: "", name: fieldOf(place) } : place;
  });
}

function collectKeys(path: string, { dropped, listed }: NestedKeys, sets: Map<string, NameSet>): void {
  if (dropped.size > 0) sets.set(path, (sets.get(path) ?? new NameSet()).addAll(dropped));
  for (const [key, keys] of listed) collectKeys(join(path, key), keys, sets);
}
