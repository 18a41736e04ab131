import { type Contract, nestedIn } from "../../contracts/contract.ts";
import type { Personal, Scalar } from "../../contracts/field.ts";
import { hasKey, keyMask } from "../../contracts/key.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import { maskOf } from "../../contracts/mask-of.ts";

/** How a value leaves, and in which column: `address.country` may be a column of that name, or a part of `address`. */
export interface Leaf {
  readonly rule: true | "json" | "key";
  readonly column: string;
  readonly type: Scalar | "json";
  /** The path of the innermost array in the cell around it. */
  readonly array?: string;
  readonly class?: Pick<Personal, "tag" | "kind">;
  /** Why it is not personal, although it sounds so. */
  readonly notPersonal?: string;
}

/** The leaving parts of a collection as a tree of names. The tree is the same for nested and dotted columns. */
export interface Node {
  leaf?: Leaf;
  readonly children: Map<string, Node>;
}

/** The tree of a contract, including the key, which passes without being listed. */
export function leavesOf(contract: Contract): Node {
  const root: Node = { children: new Map() };
  const mask = maskOf(contract);
  const whole = Object.values(mask).some(hasKey) ? contract : { ...contract, ...keyMask(mask) };
  for (const [column, field] of Object.entries(whole)) {
    add(column.split(".").reduce(child, root), column, field);
  }
  return root;
}

/** All leaves below a node by path; paths begin with the node's own. */
export function leavesIn(path: string, { leaf, children }: Node): Map<string, Leaf> {
  const below = [...children].flatMap(([name, node]) => [...leavesIn(join(path, name), node)]);
  return new Map([...(leaf ? [[path, leaf] as const] : []), ...below]);
}

/** Paths of all leaves below a node; they begin with the node's own. */
export function pathsIn(path: string, node: Node): string[] {
  return [...leavesIn(path, node).keys()];
}

/** The type and class of a value: `date, pii date_of_birth`; empty for text that is not personal. */
export function says({ rule, type, class: its, notPersonal }: Leaf): string {
  const words = [
    ...(type === "text" || rule === "json" ? [] : [type]),
    ...(its ? [`${its.tag} ${its.kind}`] : []),
    ...(notPersonal === undefined ? [] : [`not personal: ${notPersonal}`]),
  ];
  return words.join(", ");
}

export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** DMS writes dots in a column's name. A dot in a nested key is part of the key, because JSON has both `{"b.c":…}` and `{"b":{"c":…}}`. */
function add(place: Node, column: string, field: unknown, path = column, array?: string): void {
  const nested = nestedIn(field);
  if (nested === undefined) {
    place.leaf = { column, ...leafOf(field), ...(array === undefined ? {} : { array }) };
    return;
  }
  const around = Array.isArray(field) ? path : array;
  for (const [key, under] of Object.entries(nested)) add(child(place, key), column, under, join(path, key), around);
}

function leafOf(field: unknown): Omit<Leaf, "column" | "array"> {
  const { type, isKey, personal, notPersonal } = describeField(field);
  const rule = isKey ? "key" : type === "json" ? "json" : true;
  return {
    rule,
    type,
    ...(personal && { class: { tag: personal.tag, kind: personal.kind } }),
    ...(notPersonal && { notPersonal: notPersonal.reason }),
  };
}

function child({ children }: Node, name: string): Node {
  const node = children.get(name) ?? { children: new Map() };
  children.set(name, node);
  return node;
}
