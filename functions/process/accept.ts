import type { Collection, TopField } from "../../warehouse/redshift/collection.ts";
import type { Column, Registered } from "../../warehouse/redshift/schema.ts";
import { declaredType, type RedshiftType, TEXT } from "../../warehouse/redshift/types.ts";
import type { Change } from "./drift.ts";
import { columnOf } from "./first-schema.ts";
import { fits, typeOfSeen } from "./fits.ts";
import { type ListedRole, roleOf } from "./paths.ts";

/** What an accepted change would do, or why it can't be accepted. */
export type Acceptance =
  | { readonly schema: Registered; readonly effect: "types" | "column" | "table" }
  | { readonly refused: readonly { readonly path: string; readonly reason: string }[] };

/**
 * The registered schema with the changes in it. `types`: the table stays as it is; `column`: it gets columns; `table`: a column gets another
 * type, so the table is made anew and everything is loaded again from the raw files.
 */
export function accept(collection: Collection, registered: Registered, changes: readonly Change[]): Acceptance {
  const refused = changes.flatMap((change) => {
    const reason = refusal(collection, registered, change);
    return reason === undefined ? [] : [{ path: change.path, reason }];
  });
  if (refused.length > 0) return { refused };
  const version = registered.version + 1;
  const paths = { ...registered.paths };
  for (const { path, was, is } of changes) paths[path] = [...new Set([...(paths[path] ?? was), ...is])].sort();
  const changed = changes.flatMap((change) => newColumn(collection, registered, change) ?? []);
  const columns = mergeColumns(registered.columns, changed);
  const effect = effectOf(registered.columns, columns);
  if (effect === "types") return { schema: { ...registered, paths }, effect };
  const madeAt = effect === "table" ? version : registered.madeAt;
  return { schema: { ...registered, version, madeAt, columns, paths }, effect };
}

const IN_CONTRACT = "list it in the contract as it is, deploy, and read the collection anew; or reject";

function refusal(collection: Collection, registered: Registered, change: Change): string | undefined {
  const { path, change: kind } = change;
  const role = roleOf(collection, path);
  if (role.role === "unlisted" || role.role === "gone" || kind === "unlisted")
    return `the contract does not list it: ${IN_CONTRACT}`;
  if (role.role === "key") return keyRefusal(collection, change);
  if (kind === "long") return "it is longer than the longest text of Redshift: shorten it at the source, and reject";
  if (kind === "value") return "no column holds it: mend it at the source, and reject; or declare it as text";
  // A mask is on a path: what is beside it would be shown in clear.
  if (isMasked(role.field) && !isAsMeant(role, change)) return `a mask would not cover it: ${IN_CONTRACT}`;
  if (role.field.shape !== "value") return undefined;
  if (role.role !== "value" || !role.isExact) return `the contract lists a single value: ${IN_CONTRACT}`;
  if (typeWith(role.field, registered, change) !== undefined) return undefined;
  return "it does not fit the type of the contract: declare another there, and deploy; or reject";
}

function keyRefusal({ key }: Collection, { change, is }: Change): string | undefined {
  if (change !== "type") return "the key is too long, or can't be written: reject";
  if (key === "objectId")
    return "the contract lists an ObjectId as the key: list `_id`, deploy, and read the collection anew; or reject";
  return is.every((bson) => fits(TEXT, bson, {})) ? undefined : "a key must be a single value: reject";
}

function isMasked({ values }: TopField): boolean {
  return values.some(({ personal }) => personal !== undefined);
}

function isAsMeant(role: ListedRole, { is }: Change): boolean {
  if (role.role === "around") return is.every((bson) => bson === role.expected);
  return role.role === "value" && role.isExact && is.every((bson) => bson !== "object" && bson !== "array");
}

/** The column of a changed field at the top, with its type after the change. */
function newColumn(collection: Collection, registered: Registered, change: Change): Column | undefined {
  const role = roleOf(collection, change.path);
  if (role.role === "unlisted" || role.role === "gone" || role.role === "key") return undefined;
  const type = role.field.shape === "value" ? typeWith(role.field, registered, change) : "SUPER";
  return type === undefined ? undefined : columnOf(role.field, type, registered.version + 1);
}

/** The type that holds what was accepted and what is new. Values of several kinds become text, which loses nothing. */
function typeWith(field: TopField, { columns }: Registered, change: Change): RedshiftType | undefined {
  const { was, is, change: _, path: __, documents: ___, ...measures } = change;
  const bson = [...new Set([...was, ...is])];
  const holds = (type: RedshiftType) => bson.every((each) => fits(type, each, measures));
  const declared = field.values[0]?.declared;
  if (declared !== undefined) return [declaredType(declared)].find(holds);
  const present = columns.find((column) => column.field === field.name)?.type;
  const natural = typeOfSeen({ types: Object.fromEntries(bson.map((each) => [each, 1])), ...measures });
  return [present, natural, TEXT].find(
    (type): type is RedshiftType => type !== undefined && holds(type as RedshiftType),
  );
}

function mergeColumns(columns: readonly Column[], changed: readonly Column[]): Column[] {
  const kept = columns.map((column) => {
    const type = changed.findLast(({ field }) => field === column.field)?.type ?? column.type;
    return { ...column, type };
  });
  const added = changed.filter(({ field }, at) => {
    const isFirst = changed.findIndex((each) => each.field === field) === at;
    return isFirst && !columns.some((column) => column.field === field);
  });
  return [...kept, ...added];
}

function effectOf(was: readonly Column[], columns: readonly Column[]): "types" | "column" | "table" {
  if (was.some((column, at) => columns[at]?.type !== column.type)) return "table";
  return columns.length > was.length ? "column" : "types";
}
