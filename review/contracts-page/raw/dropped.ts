import type { Mask } from "../../../contracts/mask.ts";
import { join, leavesOf, type Node } from "../../contracts-diff/leaves.ts";
import { NameSet, type Names } from "./names.ts";
import type { NestedKeys } from "./nested-keys.ts";

/** Dropped names, by the path of the listed field around them; the empty path is the collection itself. */
export type DroppedByPath = ReadonlyMap<string, Names>;

interface Place {
  /** The listed field that a dropped column belongs to: `address` for `address.street`. */
  readonly path: string;
  /** The rest of the column's name. */
  readonly name: string;
}

const MOST_COLUMNS = 1000;
/** DMS flattens a map into columns. If an unlisted field has more columns than this, they are shown as one field. */
const MOST_BELOW_FIELD = 12;

/**
 * @param columns the dropped columns
 * @param keys the keys of the JSON in columns with a nested mask
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

/** The deepest listed field whose name is a prefix of the column's name. */
function placeOf(column: string, tree: Node): Place {
  let [node, path, name] = [tree, "", column];
  for (;;) {
    const [first, ...rest] = name.split(".");
    const child = node.children.get(first as string);
    if (child === undefined || rest.length === 0) return { path, name };
    [node, path, name] = [child, join(path, first as string), rest.join(".")];
  }
}

/** Columns below a listed field are not combined: the text before a dot may be half of a map's key, `ann.b@example.org`. */
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
