import type { MongoCollection, MongoField } from "../../contracts/mongodb-fields.ts";

/** The names that a projection adds have a space before them, which no name in a contract has. */
export const UNLISTED = " unlisted";

/** The name of a nested field under which its type comes if it is a scalar, of which nothing is listed. */
export const SCALAR_MARK = " ";

type Expression = Readonly<Record<string, unknown>>;

/** What a find may return: nothing that is not listed leaves the database, but the names of such fields. */
export function findProjection(collection: MongoCollection): Expression {
  return documentProjection(collection, "$$ROOT", "$");
}

/**
 * The pipeline of a change stream. An event has a key, a time and the projected document; never `updateDescription`, which has values of
 * all changed fields. Key and document are in arrays, because the driver can return an array's objects as bytes.
 */
export function changePipeline(collection: MongoCollection): Expression[] {
  const operations = ["insert", "update", "replace", "delete", "drop", "rename", "dropDatabase", "invalidate"];
  const hasDocument = { $eq: [{ $type: "$fullDocument" }, "object"] };
  return [
    { $match: { operationType: { $in: operations } } },
    {
      $project: {
        operationType: 1,
        clusterTime: 1,
        documentKey: { _id: keyExpression(collection, "$documentKey.") },
        fullDocument: documentProjection(collection, "$fullDocument", "$fullDocument."),
        hasDocument,
      },
    },
    {
      $project: {
        operationType: 1,
        clusterTime: 1,
        documentKey: ["$documentKey"],
        fullDocument: { $cond: ["$hasDocument", ["$fullDocument"], []] },
      },
    },
  ];
}

function documentProjection(collection: MongoCollection, document: string, path: string): Expression {
  return {
    _id: keyExpression(collection, path),
    ...Object.fromEntries(collection.fields.flatMap((field) => fieldExpressions(field, path))),
    [UNLISTED]: unlistedNames(collection, document),
  };
}

function fieldExpressions(field: MongoField, path: string): [string, unknown][] {
  const { name, kind } = field;
  if (kind === "whole") return [[name, 1]];
  if (kind === "scalar") return [[name, withoutContent(path + name)]];
  return [
    [name, inclusion(field)],
    [SCALAR_MARK + name, scalarType(path + name)],
  ];
}

/** An inclusion goes into arrays of objects by itself, and leaves scalars out. */
function inclusion({ fields = [] }: MongoField): Expression {
  return Object.fromEntries(fields.map((field) => [field.name, field.kind === "nested" ? inclusion(field) : 1]));
}

/** A scalar as it is; an object or an array without its content, which is not listed. */
function withoutContent(field: string): Expression {
  const otherwise = (type: string, content: unknown, other: unknown) => ({
    $cond: [{ $eq: [{ $type: field }, type] }, { $literal: content }, other],
  });
  return otherwise("object", {}, otherwise("array", [], field));
}

/** The type of a value that is neither an object nor an array, if there is a value. */
function scalarType(field: string): Expression {
  const type = { $type: field };
  return { $cond: [{ $in: [type, ["object", "array", "missing", "null", "undefined"]] }, "$$REMOVE", type] };
}

/** `_id`, or an empty object if it is of a type that is not listed. */
function keyExpression({ key }: MongoCollection, path: string): Expression {
  const type = { $type: `${path}_id` };
  const isListed = key === "objectId" ? { $eq: [type, "objectId"] } : { $not: [{ $in: [type, ["object", "array"]] }] };
  return { $cond: [isListed, `${path}_id`, { $literal: {} }] };
}

function unlistedNames({ fields }: MongoCollection, document: string): Expression {
  const names = { $map: { input: { $objectToArray: document }, in: "$$this.k" } };
  return { $setDifference: [names, { $literal: ["_id", ...fields.map(({ name }) => name)] }] };
}
