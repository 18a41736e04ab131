import type { Collection } from "../../warehouse/redshift/collection.ts";
import { MAX_KEY_BYTES, type Registered } from "../../warehouse/redshift/schema.ts";
import { declaredType, type RedshiftType } from "../../warehouse/redshift/types.ts";
import type { PathProfile, Profile } from "../shared/profile.ts";
import { fits, isImpossible, isShort, type Measures, typeOfSeen, typesIn } from "./fits.ts";
import { type ListedRole, type PathRole, roleOf } from "./paths.ts";

/** How a batch differs from the registered schema. No value is in it. */
export interface Change extends Measures {
  readonly path: string;
  readonly change: ChangeKind;
  /** Accepted BSON types. */
  readonly was: readonly string[];
  /** The BSON types that are not. */
  readonly is: readonly string[];
  /** Documents that have them; of `long` and `digits`, that may have them. */
  readonly documents: number;
}

/**
 * - `new`: a path that was never accepted.
 * - `type`: a type that was never accepted there, and that does not fit.
 * - `long`: a text that is longer than a column of Redshift.
 * - `digits`: more digits than the column holds.
 * - `value`: values that can't be written as the column's type: NaN, a NUL, a time in a date.
 * - `unlisted`: the contract does not list it, so it can't be accepted.
 */
export type ChangeKind = "new" | "type" | "long" | "digits" | "value" | "unlisted";

/** The changes of a batch, path by path. A missing field and null are none. */
export function drift(collection: Collection, registered: Registered, { paths }: Profile): Change[] {
  return Object.entries(paths).flatMap(([path, seen]) => {
    const found = typesIn(seen).length === 0 ? undefined : changeAt(path, seen, collection, registered);
    if (found === undefined) return [];
    return changeOf(path, found.kind, registered, found.types, seen);
  });
}

interface Found {
  readonly kind: ChangeKind;
  readonly types: readonly string[];
}

function changeAt(path: string, seen: PathProfile, collection: Collection, registered: Registered): Found | undefined {
  const types = typesIn(seen);
  const role = roleOf(collection, path);
  // Of a field that has left the contract nothing is written; in one that is listed, something that is not would be.
  if (role.role === "gone") return undefined;
  if (role.role === "unlisted") return { kind: "unlisted", types };
  const impossible = types.filter(isImpossible);
  if (impossible.length > 0) return { kind: "value", types: impossible };
  if (role.role === "key") return keyChange(seen, registered);
  if (!registered.columns.some(({ field }) => field === role.field.name)) return { kind: "new", types };
  if (!isShort(seen)) return { kind: "long", types };
  const type = typeAt(path, role, registered);
  const accepted = registered.paths[path] ?? [];
  const fresh = types.filter((bson) => !accepted.includes(bson) && !isMeant(bson, seen, role, type, accepted));
  if (fresh.length > 0) return { kind: kindOf(fresh, role, type, accepted), types: fresh };
  if (type === undefined || role.field.shape !== "value") return undefined;
  const unfit = types.filter((bson) => !fits(type, bson, seen));
  return unfit.length === 0 ? undefined : { kind: "digits", types: unfit };
}

function keyChange(seen: PathProfile, { paths }: Registered): Found | undefined {
  const types = typesIn(seen);
  const fresh = types.filter((bson) => !paths._id?.includes(bson));
  if (fresh.length > 0) return { kind: "type", types: fresh };
  return (seen.maxBytes ?? 0) > MAX_KEY_BYTES ? { kind: "long", types } : undefined;
}

function kindOf(
  fresh: readonly string[],
  role: ListedRole,
  type: RedshiftType | undefined,
  accepted: readonly string[],
): ChangeKind {
  const isKnown = role.role === "around" ? role.expected !== undefined : role.role === "value" && role.isExact;
  if (!isKnown || (accepted.length === 0 && role.role === "value" && type === undefined)) return "new";
  const isOnlyLonger = type !== undefined && fresh.every((bson) => fits(type, bson, NO_DIGITS));
  return isOnlyLonger && isDeclared(role) ? "digits" : "type";
}

const NO_DIGITS: Measures = { digitsBefore: 0, digitsAfter: 0 };

function isDeclared(role: ListedRole): boolean {
  return role.role === "value" && role.value.declared !== undefined;
}

/** Whether the contract, or what was accepted, says that a type may be there. */
function isMeant(
  bson: string,
  seen: PathProfile,
  role: ListedRole,
  type: RedshiftType | undefined,
  accepted: readonly string[],
): boolean {
  if (role.role === "whole") return true;
  if (role.role === "around") return role.expected === bson;
  // A value that is listed at another place, such as in an array that the contract does not mean, is a new path.
  if (type === undefined || !role.isExact || !fits(type, bson, seen)) return false;
  // Without a declared type, a number among texts is a change although it could be written as a text.
  return isDeclared(role) || isSameKind(typeOfSeen(typesOnly([...accepted, bson], seen)), type);
}

function isSameKind(one: RedshiftType | undefined, other: RedshiftType): boolean {
  return one?.replace(/\(.*/, "") === other.replace(/\(.*/, "");
}

function typesOnly(types: readonly string[], measures: Measures): PathProfile {
  return { ...measures, types: Object.fromEntries(types.map((bson) => [bson, 1])) };
}

/** The type of the column; of a value in SUPER, what was declared or accepted. */
function typeAt(path: string, role: PathRole, { columns, paths }: Registered): RedshiftType | undefined {
  if (role.role !== "value") return undefined;
  const { field, value } = role;
  if (field.shape === "value") return columns.find((column) => column.field === field.name)?.type;
  if (value.declared !== undefined) return declaredType(value.declared);
  return typeOfSeen(typesOnly(paths[path] ?? [], NO_DIGITS));
}

/** A change of some types at a path, with what was counted there. */
export function changeOf(
  path: string,
  change: ChangeKind,
  { paths }: Registered,
  is: readonly string[],
  { types, maxBytes, digitsBefore, digitsAfter }: PathProfile,
): Change {
  const counts: { readonly [bson: string]: number | undefined } = types;
  return {
    path,
    change,
    was: paths[path] ?? [],
    is,
    documents: is.reduce((sum, bson) => sum + (counts[bson] ?? 0), 0),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(digitsBefore === undefined ? {} : { digitsBefore }),
    ...(digitsAfter === undefined ? {} : { digitsAfter }),
  };
}
