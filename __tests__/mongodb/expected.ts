import { BSON, type Collection, type Document } from "mongodb";
import type { Contract } from "../../contracts/contract.ts";

const { Binary, Decimal128, Double, Int32, Long, ObjectId } = BSON;

/**
 * What must have left of each document of a collection, by key: read whole, and projected here in a way of its own. Contracts of these
 * tests have nested objects, `"json"` and `true` only.
 */
export async function expectedDocuments(collection: Collection, contract: Contract) {
  const documents = await collection.find({}, { promoteValues: false }).toArray();
  return new Map(
    documents.map(({ _id, ...document }) => [
      plain(_id).replace(/^"|"$/g, ""),
      Object.fromEntries(
        Object.entries(contract).map(([column, rule]) => {
          const name = column.replace(/^(array|oid)_/, "");
          const value = rule === "json" || rule === true ? document[name] : pick(document[name], rule as object);
          return [name, value === undefined ? null : plain(value)];
        }),
      ),
    ]),
  );
}

function pick(value: unknown, rules: object): unknown {
  if (Array.isArray(value)) return value.map((each) => pick(each, rules)).filter((each) => each !== undefined);
  if (typeof value !== "object" || value === null || "_bsontype" in value) return undefined;
  const listed = Object.entries(value as Document).filter(([name]) => Object.hasOwn(rules, name));
  const picked = listed.map(([name, inner]) => {
    const rule = (rules as Document)[name] as unknown;
    return [name, rule === true ? inner : pick(inner, rule as object)];
  });
  return Object.fromEntries(picked.filter(([, inner]) => inner !== undefined));
}

/** A value of BSON as JSON text. */
export function plain(value: unknown): string {
  if (value instanceof ObjectId) return `"${value.toHexString()}"`;
  if (value instanceof Int32 || value instanceof Double) return String(value.value);
  if (value instanceof Long || value instanceof Decimal128) return value.toString();
  if (value instanceof Binary) return `"${value.toString("base64")}"`;
  if (Array.isArray(value)) return `[${value.map(plain).join(",")}]`;
  if (typeof value !== "object" || value === null || value instanceof Date) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}:${plain(inner)}`)
    .join(",")}}`;
}
