import { expect } from "chai";
import { Binary, BSON, Decimal128, Double, Long, ObjectId } from "mongodb";
import { keyOf } from "../../../functions/extract/key-of.ts";

const key = (_id: unknown, kind: "scalar" | "objectId" = "scalar") =>
  keyOf(Buffer.from(BSON.serialize({ before: "_id", _id })), { key: kind });

describe("The text of a key", () => {
  it("is an ObjectId's digits, and a string itself", () => {
    expect(key(new ObjectId("0123456789abcdef01234567"), "objectId")).to.equal("0123456789abcdef01234567");
    expect([key("A-1"), key("ø")]).to.deep.equal(["A-1", "ø"]);
  });

  it("is the same for numbers that MongoDB takes as the same key", () => {
    const five = [5, Long.fromNumber(5), new Double(5), Decimal128.fromString("5"), Decimal128.fromString("5.00")];
    expect(new Set(five.map((each) => key(each)))).to.deep.equal(new Set(["number:5"]));
    expect([key(1000), key(Decimal128.fromString("1E+3"))]).to.deep.equal(["number:1000", "number:1000"]);
    expect([key(new Double(-0)), key(Decimal128.fromString("0E+9"))]).to.deep.equal(["number:0", "number:0"]);
    expect(key(new Double(2 ** 60))).to.equal(key(Long.fromString(String(2n ** 60n))));
  });

  it("is never that of another key", () => {
    const others = [
      5,
      "5",
      "number:5",
      new ObjectId("0123456789abcdef01234567"),
      "0123456789abcdef01234567",
      true,
      "bool:true",
      ...["abc", "abc ", "abc  ", 'string:"abc "', '"abc "', "number:5 "],
    ];
    const more = [
      new Binary(Buffer.from("a")),
      new Binary(Buffer.from("a"), 4),
      new Date(5),
      new Double(5.5),
      null,
      "null:",
    ];
    const texts = [...others, ...more].map((each) => key(each));
    expect(new Set(texts).size).to.equal(texts.length);
    // As Redshift compares them.
    expect(new Set(texts.map((text) => text.replace(/ +$/, ""))).size).to.equal(texts.length);
  });

  it("is refused if the contract does not list it, without a value", () => {
    for (const [id, kind] of [
      ["ann@example.org", "objectId"],
      [{ email: "ann@example.org" }, "scalar"],
      [undefined, "scalar"],
    ] as const)
      expect(() => key(id, kind)).to.throw(/^KEY_NOT_LISTED: (?!.*ann@)/);
  });
});
