import { expect } from "chai";
import fc from "fast-check";
import { type BSON, type Collection, Decimal128, Double, Long, MongoClient, ObjectId } from "mongodb";
import type { Contract } from "../../contracts/contract.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import { parseJson } from "../../functions/cleaner/reference/json-value.ts";
import { projectJson } from "../../functions/cleaner/reference/project-json.ts";
import { ValueCounts } from "../../functions/cleaner/reference/value-counts.ts";
import { bufferOf } from "../../functions/extract/buffer-of.ts";
import { changePipeline, findProjection } from "../../functions/extract/projection.ts";
import { plain } from "../../local/mongodb/expected.ts";
import { type ReplicaSet, startReplicaSet } from "../../local/mongodb/mongod.ts";
import { textReader } from "../functions/extract/texts-of.ts";

const SECRET = "planted-secret";
const RUNS = 150;

const contract: Contract = {
  a: true,
  b: { c: true, d: { e: true } },
  array_f: { g: { h: true }, i: true },
  array_j: "json",
};

/** Names that are listed somewhere, and others. */
const NAME = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "x", "y", "b.c", "$z", "__proto__x");

const SCALAR = fc.oneof(
  fc.constantFrom<unknown>(null, true, SECRET, "", 'quote " and ø', new Date(0), new ObjectId(), Long.MAX_VALUE),
  fc.integer().map((value) => new Double(value)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(Decimal128.fromString("1.10")),
);

const VALUE: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "value" },
    SCALAR,
    fc.array(tie("value"), { maxLength: 3, depthIdentifier: "value" }),
    fc.dictionary(NAME, tie("value"), { maxKeys: 4, depthIdentifier: "value" }),
  ),
})).value;

const DOCUMENT = fc.dictionary(fc.constantFrom("a", "b", "f", "j", "x", "y z", "_unlisted"), VALUE, { maxKeys: 7 });

describe("What MongoDB projects", () => {
  let mongo: ReplicaSet;
  let client: MongoClient;
  let collection: Collection;
  before(async () => {
    mongo = await startReplicaSet();
    client = new MongoClient(mongo.uri);
    collection = client.db("shop").collection("any");
    await client.db("shop").createCollection("any");
  });
  after(async () => {
    await client.close();
    await mongo.stop();
  });

  it("is what the cleaner keeps of the same document, in a find and in a change", async () => {
    const described = mongoCollection(contract);
    const stream = collection.watch(changePipeline(described), {
      fieldsAsRaw: { documentKey: true, fullDocument: true },
      promoteValues: false,
    });
    await stream.tryNext();
    await fc.assert(
      fc.asyncProperty(DOCUMENT, async (document) => {
        const { insertedId } = await collection.insertOne({ ...document });
        const options = { raw: true, projection: findProjection(described) } as const;
        const found = bufferOf(await collection.findOne({ _id: insertedId }, options));
        const change = (await stream.next()) as unknown as { fullDocument: [Uint8Array] };
        const changed = bufferOf(change.fullDocument[0]);
        const whole = await collection.findOne({ _id: insertedId }, { promoteValues: false });
        const kept = keptByCleaner(whole ?? {});
        const names = described.fields.map(({ name }) => name);
        for (const bytes of [found, changed]) {
          const texts = textReader(described).read(bytes);
          const left = Object.fromEntries(names.flatMap((name, at) => (texts[at] == null ? [] : [[name, texts[at]]])));
          expect(withoutNulls(left)).to.deep.equal(kept);
          if (!JSON.stringify(kept).includes(SECRET))
            expect(bytes.includes(SECRET), "left the database").to.equal(false);
        }
      }),
      { numRuns: RUNS },
    );
    await stream.close();
  });

  it("has the names of unlisted fields, and the type of a scalar where only fields of an object are listed", async () => {
    const { insertedId } = await collection.insertOne({
      a: { secret: SECRET },
      b: SECRET,
      f: 5,
      x: SECRET,
      "e@x.org": 1,
    });
    const options = { projection: findProjection(mongoCollection(contract)) };
    const found = await collection.findOne({ _id: insertedId }, options);
    expect(found).to.deep.equal({
      _id: insertedId,
      a: {},
      " b": "string",
      " f": "int",
      " unlisted": found?.[" unlisted"],
    });
    expect([...((found?.[" unlisted"] ?? []) as string[])].sort()).to.deep.equal(["e@x.org", "x"]);
  });
});

/**
 * The cleaner's projection of the cells that DMS would write: an object or array is JSON in one cell. Where a scalar is listed, it has no
 * cell of that name for an object.
 */
function keptByCleaner(document: BSON.Document) {
  const kept = Object.entries(maskOf(contract)).flatMap(([column, rule]) => {
    const name = column.replace(/^array_/, "");
    if (!Object.hasOwn(document, name)) return [];
    const value = document[name] as unknown;
    const isNested =
      Array.isArray(value) ||
      (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype);
    if (rule === true) return [[name, isNested ? (Array.isArray(value) ? "[]" : "{}") : plain(value)]];
    if (rule === "json") return [[name, plain(value)]];
    const json = parseJson(plain(value));
    const projected = json === undefined ? undefined : projectJson(json, rule as never, new ValueCounts());
    return projected === undefined ? [] : [[name, projected]];
  });
  return withoutNulls(Object.fromEntries(kept) as Record<string, string>);
}

/** The cleaner leaves out null members of objects, and null cells, and has the order of the mask. */
function withoutNulls(texts: Readonly<Record<string, string>>) {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).filter(([, inner]) => inner !== null);
    return Object.fromEntries(members.map(([name, inner]) => [name, strip(inner)] as const));
  };
  const parsed = Object.entries(texts).map(([name, text]) => [name, JSON.parse(text) as unknown] as const);
  return Object.fromEntries(parsed.filter(([, value]) => value !== null).map(([name, value]) => [name, strip(value)]));
}
