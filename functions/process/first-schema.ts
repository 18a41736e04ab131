import type { Collection, TopField } from "../../warehouse/redshift/collection.ts";
import type { Column, Registered } from "../../warehouse/redshift/schema.ts";
import { declaredType, type RedshiftType, TEXT } from "../../warehouse/redshift/types.ts";
import type { PathProfile, Profile } from "../shared/profile.ts";
import { fits, typeOfSeen, typesIn } from "./fits.ts";
import { roleOf } from "./paths.ts";

/** A schema, or the listed fields of which neither the contract nor the data says a type. */
export interface FirstSchema {
  /** Without the untyped fields. */
  readonly registered: Registered;
  readonly untyped: readonly string[];
}

/** What a collection's table is made from: types that the contract declares, otherwise what all batches so far have. */
export function firstSchema(collection: Collection, { paths }: Profile): FirstSchema {
  const typed = collection.fields.map((field) => ({ field, type: typeOf(field, paths[field.name]) }));
  return {
    registered: {
      version: 1,
      madeAt: 1,
      columns: typed.flatMap(({ field, type }) => (type === undefined ? [] : columnOf(field, type, 1))),
      paths: accepted(collection, paths),
    },
    untyped: typed.flatMap(({ field, type }) => (type === undefined ? field.name : [])),
  };
}

/** Of an object or an array the type is always SUPER. */
function typeOf({ shape, values: [value] }: TopField, seen: PathProfile | undefined): RedshiftType | undefined {
  if (shape !== "value") return "SUPER";
  if (value?.declared !== undefined) return declaredType(value.declared);
  return seen === undefined ? undefined : typeOfSeen(seen);
}

export function columnOf({ name, column }: TopField, type: RedshiftType, since: number): Column {
  return { field: name, column, type, since };
}

/** What was seen, where the contract lists a value without a type. All else, it has to be as the contract means it. */
function accepted(collection: Collection, paths: Profile["paths"]): Registered["paths"] {
  const entries = Object.entries(paths).flatMap(([path, seen]): [string, readonly string[]][] => {
    const role = roleOf(collection, path);
    if (role.role === "key") return [[path, keyTypes(collection, seen)]];
    if (role.role !== "value" || !role.isExact || role.value.declared !== undefined) return [];
    return typeOfSeen(seen) === undefined ? [] : [[path, typesIn(seen)]];
  });
  return Object.fromEntries(entries);
}

/** Of a key that may be any scalar, what was seen. */
function keyTypes({ key }: Collection, seen: PathProfile): readonly string[] {
  return key === "objectId" ? ["objectId"] : typesIn(seen).filter((bson) => fits(TEXT, bson, {}));
}
