import type { Table } from "../../contracts/table.ts";
import { meantColumns } from "../../ops/preview/meant-columns.ts";
import type { Change } from "../contracts-diff/compare-masks.ts";
import { join, type Leaf, type Node } from "../contracts-diff/leaves.ts";
import { type Names, NO_NAMES } from "./raw/names.ts";

/** A field of the page's tree: listed now, or before. */
export interface Field {
  /** Its own name, without its parents'. */
  readonly name: string;
  readonly path: string;
  /** Whether it was listed before, and is no longer. */
  readonly isGone: boolean;
  /** How its value leaves; undefined if only its children leave, or if it is gone. */
  readonly leaf: Leaf | undefined;
  /** What changed since the git ref. */
  readonly change: Change | undefined;
  /** If it is a large object: KB that a value may have. */
  readonly maxKb: number | undefined;
  /** Whether it is listed, and in no RAW file that was read. */
  readonly isAbsent: boolean;
  /** If it is absent: the dropped name at the same place that was probably meant. */
  readonly meant: string | undefined;
  /** Names in RAW at the place of the children that are dropped. */
  readonly dropped: Names;
  readonly children: readonly Field[];
}

/** Facts about the fields, by path. */
export interface Facts {
  readonly changes: ReadonlyMap<string, Change>;
  /** Large objects of a table. */
  readonly lobs: NonNullable<Table["lob"]>;
  readonly absent: ReadonlySet<string>;
  readonly dropped: ReadonlyMap<string, Names>;
}

/** The fields below a place: those that are listed now, then those that were listed before. */
export function fieldsBelow(path: string, now: Node, before: Node | undefined, facts: Facts): Field[] {
  const listed = [...now.children].map(([name, node]) => {
    const here = join(path, name);
    const children = fieldsBelow(here, node, before?.children.get(name), facts);
    const isAbsent = facts.absent.has(here);
    const meant = isAbsent ? meantColumns([name], facts.dropped.get(path)?.shown ?? []).get(name) : undefined;
    return { ...known(here, facts), name, isGone: false, isAbsent, meant, leaf: node.leaf, children };
  });
  const gone = [...(before?.children ?? [])].filter(([name]) => !now.children.has(name));
  return [...listed, ...gone.flatMap(([name, node]) => removed(name, join(path, name), node, facts))];
}

/** A removed field. A renamed field is shown under its new name instead. */
function removed(name: string, path: string, node: Node, facts: Facts): Field[] {
  const children = [...node.children].flatMap(([key, child]) => removed(key, join(path, key), child, facts));
  const isRemoved = facts.changes.get(path)?.kind === "removed";
  if (!isRemoved && children.length === 0) return [];
  return [{ ...known(path, facts), name, isGone: true, isAbsent: false, meant: undefined, leaf: undefined, children }];
}

function known(path: string, { changes, lobs, dropped }: Facts) {
  return { path, change: changes.get(path), maxKb: lobs[path]?.maxKb, dropped: dropped.get(path) ?? NO_NAMES };
}

/** Fields with all of their descendants. */
export function allFields(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...allFields(field.children)]);
}
