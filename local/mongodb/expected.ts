import { BSON, type Collection, type Document } from "mongodb";
import { type Contract, nestedIn } from "../../contracts/contract.ts";

const { Binary, Decimal128, Double, Int32, Long, ObjectId } = BSON;

/**
 * What must have left of each document of a collection, by key: read whole, and projected here in a way of its own, which shares nothing
 * with the extract. Fields are JSON text by MongoDB's names; a field that is not there is null.
 */
export async function expectedDocuments(collection: Collection, contract: Contract) {
  const documents = await collection.find({}, { promoteValues: false }).toArray();
  const fields = Object.entries(contract).filter(([column]) => mongoNameOf(column) !== "_id");
  return new Map(
    documents.map(({ _id, ...document }) => [
      plain(_id).replace(/^"|"$/g, ""),
      Object.fromEntries(
        fields.map(([column, rule]) => {
          const name = mongoNameOf(column);
          const nested = nestedIn(rule);
          const value = nested === undefined ? document[name] : pick(document[name], nested);
          return [name, value === undefined ? null : plain(value)];
        }),
      ),
    ]),
  );
}

/** DMS, whose names contracts have, puts the type before some. */
export function mongoNameOf(column: string): string {
  return column.replace(/^(array|oid)_/, "");
}

function pick(value: unknown, rules: object): unknown {
  if (Array.isArray(value)) return value.map((each) => pick(each, rules)).filter((each) => each !== undefined);
  if (typeof value !== "object" || value === null || "_bsontype" in value) return undefined;
  const listed = Object.entries(value as Document).filter(([name]) => Object.hasOwn(rules, name));
  const picked = listed.map(([name, inner]) => {
    const nested = nestedIn((rules as Document)[name]);
    return [name, nested === undefined ? inner : pick(inner, nested)];
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
