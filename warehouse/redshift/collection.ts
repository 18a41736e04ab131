import type { Personal, Scalar } from "../../contracts/field.ts";
import { type MongoCollection, type MongoField, redshiftColumn } from "../../contracts/mongodb-fields.ts";

/** A collection of MongoDB, as Redshift has it: one table. */
export interface Collection {
  readonly database: string;
  readonly collection: string;
  /** What `_id` may be, and its class. */
  readonly key: MongoCollection["key"];
  readonly keyPersonal?: Personal;
  /** The listed fields at the top of a document, without `_id`. */
  readonly fields: readonly TopField[];
}

/** A listed field at the top of a document: a column of the table. */
export interface TopField {
  /** As MongoDB names it. */
  readonly name: string;
  /** As Redshift does, which folds the case. */
  readonly column: string;
  /** A single value, an object or an array of objects of which some values are listed, or anything, kept whole. */
  readonly shape: "value" | "nested" | "whole";
  /** The listed values in it. A single value is one, and so is what is kept whole, with an empty path. */
  readonly values: readonly Value[];
}

/** A listed value in a field. */
export interface Value {
  /** Names from the field down. */
  readonly path: readonly string[];
  /** As profiles write it: `nodes[].data.label`. */
  readonly profilePath: string;
  /** Whether one of the names around it is an array. */
  readonly inArray: boolean;
  /** Absent if the contract says `true`: then the type is what the data has. */
  readonly declared?: Scalar;
  readonly personal?: Personal;
}

/** The table's model, from the contract by MongoDB's names. */
export function collectionOf(database: string, collection: string, contract: MongoCollection): Collection {
  const { key, keyPersonal, fields } = contract;
  return {
    database,
    collection,
    key,
    ...(keyPersonal === undefined ? {} : { keyPersonal }),
    fields: fields.map(topField),
  };
}

function topField(field: MongoField): TopField {
  return {
    name: field.name,
    column: redshiftColumn(field),
    shape: field.kind === "scalar" ? "value" : field.kind,
    values: valuesIn(field, { path: [], profilePath: field.name, inArray: false }),
  };
}

type Place = Pick<Value, "path" | "profilePath" | "inArray">;

function valuesIn({ isArray, fields, type, personal }: MongoField, at: Place): Value[] {
  if (fields === undefined)
    return [
      { ...at, ...(type === undefined ? {} : { declared: type }), ...(personal === undefined ? {} : { personal }) },
    ];
  return fields.flatMap((field) =>
    valuesIn(field, {
      path: [...at.path, field.name],
      profilePath: `${at.profilePath}${isArray ? "[]" : ""}.${field.name}`,
      inArray: at.inArray || isArray,
    }),
  );
}
