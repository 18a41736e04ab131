import { expect } from "chai";
import fc from "fast-check";
import { BSON, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from "mongodb";
import { mongoCollection } from "../../../contracts/mongodb-fields.ts";
import { digitsOf } from "../../../functions/extract/bson/number-text.ts";
import { plain } from "../../../local/mongodb/expected.ts";
import { textReader } from "./texts-of.ts";

const read = (contract: Parameters<typeof mongoCollection>[0], ...documents: BSON.Document[]) => {
  const reader = textReader(mongoCollection(contract));
  const texts = documents.map((document) => reader.read(Buffer.from(BSON.serialize(document))));
  return { texts, paths: reader.profile() };
};

describe("A document as bytes", () => {
  it("has the same text as one of objects, whatever is in it", () => {
    const scalar = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer().map((value) => new Int32(value)),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => new Double(value)),
      fc.constantFrom(
        null,
        true,
        new Date(0),
        new ObjectId(),
        Decimal128.fromString("-1.2300E+5"),
        new BSON.Binary(Buffer.from("æ")),
      ),
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, scalar, fc.array(tie("value")), fc.dictionary(fc.string(), tie("value"))),
    })).value;
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const reader = textReader(mongoCollection({ array_a: "json" }));
        // One reader for all, because it learns the order of names.
        for (const a of values)
          expect(reader.read(Buffer.from(BSON.serialize({ a })))).to.deep.equal([plain(a).replaceAll(":-0,", ":0,")]);
      }),
    );
  });

  it("keeps the text of numbers, dates, ids and bytes", () => {
    const { texts } = read(
      { array_a: "json" },
      {
        a: [
          ...[
            Long.fromString("9007199254740993"),
            Long.fromString("-9223372036854775808"),
            Decimal128.fromString("1.10"),
          ],
          ...[
            new Double(5),
            new Double(-0),
            new Double(1e21),
            new Date(1.5e12),
            new ObjectId("0123456789abcdef01234567"),
          ],
          ...[Decimal128.fromString("1E+3"), new BSON.Binary(Buffer.from("ab"), 4), "\u0000\ud83d\ude00"],
        ],
      },
    );
    expect(texts).to.deep.equal([
      [
        '[9007199254740993,-9223372036854775808,1.10,5,-0,1e+21,"2017-07-14T02:40:00.000Z","0123456789abcdef01234567",1E+3,"YWI=","\\u0000\u{1f600}"]',
      ],
    ]);
  });

  it("has a number with decimals, a whole one and a date as JavaScript writes them, and the digits of the first", () => {
    const decimal = fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 8 }))
      .map(([digits, after]) => digits / 10 ** after);
    const price = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.oneof(decimal, price, fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
        const { texts, paths } = read({ a: true }, { a: new Double(value) });
        expect(texts).to.deep.equal([[Object.is(value, -0) ? "-0" : String(value)]]);
        if (Number.isInteger(value)) return;
        const [digitsBefore, digitsAfter] = digitsOf(String(value));
        expect(paths.a).to.include({ digitsBefore, digitsAfter });
      }),
    );
    const date = fc.date({
      min: new Date("0000-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(date, { minLength: 1 }), (dates) => {
        const { texts } = read({ array_a: "json" }, { a: dates });
        expect(texts).to.deep.equal([[JSON.stringify(dates)]]);
      }),
    );
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(read({ a: true }, { a: new Int32(value) }).texts).to.deep.equal([[String(value)]]);
      }),
    );
  });

  it("is the last of two values, if a document has the same field twice", () => {
    const twice = Buffer.from(BSON.serialize({ a: "first", b: "last" }));
    twice[twice.indexOf("b\0")] = "a".charCodeAt(0);
    expect(textReader(mongoCollection({ a: true })).read(twice)).to.deep.equal(['"last"']);
  });

  it("is read only where the contract lists it, even if the server had sent more", () => {
    const contract = { a: true, b: { c: true }, array_d: { e: true } } as const;
    const { texts, paths } = read(contract, {
      a: { secret: 1 },
      b: { c: 1, secret: 2 },
      d: ["secret", { e: 2, secret: 3 }],
      secret: 4,
    });
    expect(texts).to.deep.equal([["{}", '{"c":1}', '[{"e":2}]']]);
    expect(JSON.stringify(paths)).not.to.include("secret");
    expect(read(contract, { a: ["secret"], b: "secret", d: 5 }).texts).to.deep.equal([["[]", null, null]]);
  });

  it("distinguishes a field that is missing from one that is null", () => {
    expect(read({ a: true, b: true }, { a: null }).texts).to.deep.equal([["null", null]]);
  });
});

describe("The profile of a batch", () => {
  it("counts the documents of each type on each path, at every depth", () => {
    const { paths } = read(
      { n: true, array_nodes: { data: { label: true } } },
      { n: 1, nodes: [{ data: { label: "æ" } }, { data: { label: "abc" } }, { data: { label: 1 } }] },
      { n: new Double(2), nodes: [{ data: { label: null } }] },
      { n: new Double(2.5), nodes: [] },
    );
    expect(paths).to.deep.equal({
      n: { types: { int: 1, doubleIntegral: 1, double: 1 }, digitsBefore: 1, digitsAfter: 1 },
      nodes: { types: { array: 3 }, maxBytes: 71 },
      "nodes[]": { types: { object: 2 } },
      "nodes[].data": { types: { object: 2 } },
      "nodes[].data.label": { types: { null: 1, int: 1, string: 1 }, maxBytes: 3 },
    });
  });

  it("measures decimals by their digits", () => {
    const { paths } = read(
      { a: true },
      ...["1.10", "-123", "1E+5", "0.001", "0", "1.5E-7"].map((text) => ({ a: Decimal128.fromString(text) })),
    );
    expect(paths.a).to.include({ digitsBefore: 6, digitsAfter: 8 });
  });

  it("counts the digits of 64-bit integers, and has no value itself", () => {
    const longs = ["-9007199254740993", "12"].map((text) => ({ a: Long.fromString(text) }));
    expect(read({ a: true }, ...longs).paths.a).to.deep.equal({ types: { long: 2 }, longDigits: 16 });
  });

  it("marks what no warehouse can hold", () => {
    const invalid = Buffer.from(BSON.serialize({ a: "x\u00e9" }));
    invalid[invalid.indexOf(0xc3)] = 0xff;
    const reader = textReader(mongoCollection({ a: true }));
    const values = [Number.NaN, Number.NEGATIVE_INFINITY, "a\0b", new Date(8.64e15), Decimal128.fromString("NaN")];
    const texts = [...values.map((a) => Buffer.from(BSON.serialize({ a }))), invalid].map((bytes) =>
      reader.read(bytes),
    );
    expect(texts.flat()).to.deep.equal([
      '"NaN"',
      '"-Infinity"',
      '"a\\u0000b"',
      '"8640000000000000"',
      '"NaN"',
      '"x\u{fffd}\u{fffd}"',
    ]);
    expect(reader.profile().a?.types).to.deep.equal({
      notFinite: 3,
      stringWithNul: 1,
      stringNotUtf8: 1,
      dateOutOfRange: 1,
    });
    for (const text of texts.flat()) expect(() => JSON.parse(text ?? "") as unknown).not.to.throw();
  });

  it("names no unlisted name that may be data, and has a bound", () => {
    const map = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]));
    const { paths, texts } = read({ array_a: "json" }, { a: { "ann@example.org": { x: 1 }, ok: 2 } }, { a: map });
    expect(Object.keys(paths).slice(0, 5)).to.deep.equal(["a", "a.*", "a.*.x", "a.ok", "a.k0"]);
    expect(Object.keys(paths).length).to.be.below(1_100);
    expect(texts[0]).to.deep.equal(['{"ann@example.org":{"x":1},"ok":2}']);
    expect(Object.keys(JSON.parse(texts[1]?.[0] ?? "") as object)).to.have.length(5_000);
  });

  it("has every type of BSON, with JSON text", () => {
    const values = {
      regex: /a"b/i,
      timestamp: new Timestamp({ t: 7, i: 3 }),
      minKey: new BSON.MinKey(),
      maxKey: new BSON.MaxKey(),
      javascript: new BSON.Code("x"),
      symbol: new BSON.BSONSymbol("s"),
    };
    for (const [type, a] of Object.entries(values)) {
      const { texts, paths } = read({ a: true }, { a });
      expect(Object.keys(paths.a?.types ?? {})).to.deep.equal([type]);
      expect(() => JSON.parse(texts[0]?.[0] ?? "") as unknown).not.to.throw();
    }
    expect(read({ a: true, b: true }, { a: new BSON.Code("x", { y: 1 }), b: 1 }).texts).to.deep.equal([['"x"', "1"]]);
  });
});
