import { BSON } from "mongodb";
import type { Contract } from "../../contracts/contract.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import { audit } from "../demo/audit.ts";
import { cases } from "../demo/cases.ts";
import { customers } from "../demo/customers.ts";
import { type History, history } from "../demo/history.ts";
import { orders } from "../demo/orders.ts";
import { products } from "../demo/products.ts";
import { seededRandom } from "../demo/random.ts";
import { sessions } from "../demo/sessions.ts";
import { type Bson, type Document, Decimal as MadeUpDecimal, ObjectId as MadeUpId } from "../dms/bson.ts";

const { Decimal128, ObjectId } = BSON;

/** A collection of made-up documents, and what changes in it. */
export interface DemoCollection extends Pick<History, "fullLoad" | "changes"> {
  readonly name: string;
  /** Absent: no contract lists it, so nothing may be read of it. */
  readonly contract?: Contract;
  /** A listed field with texts and without a declared type: a number in it is drift. */
  readonly drifting?: string;
}

/** Documents and changes of a collection, at most. */
const DOCUMENTS = 2_000;
const CHANGES = 400;

const SEED = 20261127;
const START = new Date("2026-02-22T10:15:00Z");
const MADE_UP = [audit, cases, customers, orders, products, sessions];

/** The demo's collections, the same each time. Left out are those that are listed with another key than the demo's documents have. */
export function demoCollections(listed: AllowList): readonly DemoCollection[] {
  return MADE_UP.flatMap((each, at) => {
    const contract = Object.hasOwn(listed, each.name) ? listed[each.name] : undefined;
    const smaller = {
      ...each,
      documents: Math.min(each.documents, DOCUMENTS),
      changes: Math.min(each.changes, CHANGES),
    };
    const { fullLoad, changes } = history(smaller, seededRandom(SEED + at), START);
    const [first = {}] = fullLoad;
    if (contract === undefined) return { name: each.name, fullLoad, changes };
    const isId = first._id instanceof MadeUpId;
    if ((mongoCollection(contract).key === "objectId") !== isId) return [];
    const drifting = Object.keys(contract).find((name) => contract[name] === true && typeof first[name] === "string");
    return { name: each.name, contract, fullLoad, changes, ...(drifting === undefined ? {} : { drifting }) };
  });
}

/** A document for MongoDB. The demo has some dates as texts, where a contract declares a date. */
export function toMongo(document: Document, contract: Contract = {}): BSON.Document {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => {
      const { type } = describeField(contract[name]);
      const isDate = (type === "date" || type === "timestamp") && typeof value === "string";
      return [name, isDate ? new Date(value) : toBson(value)];
    }),
  );
}

function toBson(value: Bson): unknown {
  if (value instanceof MadeUpId) return new ObjectId(value.hex);
  if (value instanceof MadeUpDecimal) return Decimal128.fromString(value.text);
  if (Array.isArray(value)) return value.map(toBson);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toBson(inner as Bson)]));
}
