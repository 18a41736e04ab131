import { expect } from "chai";
import { prettyJson } from "../../../ops/preview/pretty-json.ts";

describe("JSON for people", () => {
  const lines = (text: string) => prettyJson(text, 2).split("\n");

  it("is one line if it fits", () => {
    expect(lines('{"a":1,"b":{"c":[true,null]},"d":{},"e":[]}')).to.deep.equal([
      '  { "a": 1, "b": { "c": [true, null] }, "d": {}, "e": [] }',
    ]);
  });

  it("is wrapped to lines of at most 80 columns if it does not fit", () => {
    const text = JSON.stringify({ id: "x".repeat(60), address: { city: "y".repeat(60), tags: ["z"] }, ok: true });
    expect(lines(text)).to.deep.equal([
      "  {",
      `    "id": "${"x".repeat(60)}",`,
      '    "address": {',
      `      "city": "${"y".repeat(60)}",`,
      '      "tags": ["z"]',
      "    },",
      '    "ok": true',
      "  }",
    ]);
  });

  it("keeps the text of numbers, the order of keys and repeated ones", () => {
    expect(lines('{"b":1.10,"a":9007199254740993,"a":1e400,"__proto__":-0}')).to.deep.equal([
      '  { "b": 1.10, "a": 9007199254740993, "a": 1e400, "__proto__": -0 }',
    ]);
  });

  it("cuts long texts, keys and lists short", () => {
    const long = lines(
      JSON.stringify({ ["k".repeat(100)]: "v".repeat(200), list: Array.from({ length: 50 }, () => 1) }),
    );
    expect(Math.max(...long.map((line) => line.length))).to.be.at.most(80);
    expect(long.join("\n")).to.match(/k…: "v+…,/);
    expect(long.map((line) => line.trim())).to.include("… 45 more");
  });

  it("shows no control character, and text that is not JSON unchanged", () => {
    expect(lines('{"a":"\u009b2J\u202e"}')).to.deep.equal(['  { "a": "\uFFFD2J\uFFFD" }']);
    expect(lines("no JSON")).to.deep.equal(["  no JSON"]);
    expect(lines(`"${"x".repeat(2_000_000)}"`)[0]).to.have.length(80);
  });
});
