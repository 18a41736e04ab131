import { TECHNICAL_COLUMNS } from "./columns.ts";
import type { Contract } from "./contract.ts";
import { keyColumns } from "./key.ts";
import { maskOf } from "./mask-of.ts";
import { type MongoField, mongoCollection, redshiftColumn } from "./mongodb-fields.ts";
import type { Problem } from "./problem.ts";
import { NAME_RULES } from "./reserved-words.ts";

/** The columns of every table of mongodb-to-redshift beside the fields. */
const REDSHIFT_TECHNICAL_COLUMNS = ["_id", "_op", "_cluster_time", "_ordinal", "_batch", "_newest"] as const;

/**
 * Why a contract can't be used to read MongoDB itself and to load Redshift; none if it can. `where` is the path by MongoDB's names.
 */
export function checkMongoFields(contract: Contract): Problem[] {
  const { fields } = mongoCollection(contract);
  return [
    ...checkKey(contract),
    ...checkPaths(fields, ""),
    ...checkOneColumn(fields),
    ...fields.flatMap((field) => checkColumn(field)),
  ];
}

/** A deletion in a change stream has `_id` only, and a part of a compound one can't be looked up. */
function checkKey(contract: Contract): Problem[] {
  return keyColumns(maskOf(contract))
    .filter((column) => column !== "_id" && column !== "oid__id")
    .map((where) => ({
      where,
      problem: "the key is not the whole `_id`, and MongoDB names a deleted document by that only",
      remedy: "leave the collection out of mongodb-to-redshift",
    }));
}

/** https://www.mongodb.com/docs/manual/core/dot-dollar-considerations/ */
function checkPaths(fields: readonly MongoField[], above: string): Problem[] {
  return fields.flatMap(({ name, fields: inner = [] }) => {
    const where = above + name;
    const below = checkPaths(inner, `${where}.`);
    if (!name.includes(".") && !name.startsWith("$")) return below;
    const problem = "a projection of MongoDB can't name a field with a dot, or with `$` at its start";
    return [{ where, problem, remedy: "nest it as `a: { b: … }`, or leave it out" }, ...below];
  });
}

function checkOneColumn(fields: readonly MongoField[]): Problem[] {
  return [...new Set(fields.map(redshiftColumn))].flatMap((column) => {
    const same = fields.filter((field) => redshiftColumn(field) === column);
    if (same.length === 1) return [];
    const where = same.map(({ name }) => name).join(", ");
    return [{ where, problem: `would be the same column of Redshift, ${column}`, remedy: "list one of them" }];
  });
}

function checkColumn(field: MongoField): Problem[] {
  const column = redshiftColumn(field);
  const { title, words, maxLength } = NAME_RULES.redshift;
  const problems = [
    ...([...REDSHIFT_TECHNICAL_COLUMNS, ...TECHNICAL_COLUMNS].some((name) => name === column)
      ? [`${column} is a column that clearwell adds to every table`]
      : []),
    ...(words.has(column) ? [`${column} is a reserved word of ${title}`] : []),
    ...(column.length > maxLength
      ? [`its column's name has ${column.length} characters, ${title} allows ${maxLength}`]
      : []),
  ];
  return problems.map((problem) => ({
    where: field.name,
    problem,
    remedy: "leave it out, or give it another name at the source",
  }));
}
