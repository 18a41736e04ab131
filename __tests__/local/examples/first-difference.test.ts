import { expect } from "chai";
import { firstDifference } from "../../../local/examples/first-difference.ts";

describe("What leaves of an example, against what is expected", () => {
  const differs = (expected: string, actual: string) => firstDifference(expected, actual);

  it("is the same if each line is, whether it ends in LF or CRLF, and the last one in neither", () => {
    for (const expected of ['{"a":"1"}\n{"b":"2"}\n', '{"a":"1"}\r\n{"b":"2"}\r\n', '{"a":"1"}\n{"b":"2"}'])
      expect(differs(expected, '{"a":"1"}\n{"b":"2"}\n')).to.equal(undefined);
    expect(differs("", "")).to.equal(undefined);
  });

  it("differs first in the line that is told, by the paths that do", () => {
    const same = '{"z":"1"}\n';
    const expected = '{"a":"1","b":{"c":"2","d":[{"e":"3"},{"e":"4"}]},"f":"5"}';
    const actual = '{"a":"9","b":{"c":"2","d":[{"e":"3"},{"e":"8"},{}]},"g":"5"}';
    expect(differs(`${same}${expected}\nx`, `${same}${actual}\ny`)).to.deep.equal({
      line: 2,
      problem:
        "f does not leave; a differs; b.d[1].e differs; b.d[2] leaves and is not expected; g leaves and is not expected",
    });
  });

  it("differs where a value is of another kind, and where a number has another text", () => {
    expect(differs('{"a":{"b":"1"}}', '{"a":["1"]}')?.problem).to.equal("a differs");
    expect(differs('{"a":{"b":"1"}}', '{"a":"1"}')?.problem).to.equal("a differs");
    expect(differs('{"a":1.10,"b":9007199254740993}', '{"a":1.1,"b":9007199254740992}')?.problem).to.equal(
      "a differs; b differs",
    );
    expect(differs("[1]", "{}")?.problem).to.equal("all of it differs");
  });

  it("differs by whole lines", () => {
    expect(differs("{}\n{}\n", "{}\n")).to.deep.equal({ line: 2, problem: "is expected and does not leave" });
    expect(differs("{}\n", "{}\n{}\n")).to.deep.equal({ line: 2, problem: "leaves and is not expected" });
    expect(differs("", "{}\n")).to.deep.equal({ line: 1, problem: "leaves and is not expected" });
  });

  it("differs if it is written otherwise, for the order of its keys is a promise", () => {
    const problem = "has the same values, and is written otherwise: in another order, or with spaces";
    expect(differs('{"a": "1"}', '{"a":"1"}')?.problem).to.equal(problem);
    expect(differs('{"b":"1","a":"1"}', '{"a":"1","b":"1"}')?.problem).to.equal(problem);
  });

  it("can't be compared if the expectation is not JSON, whose text is not shown", () => {
    expect(differs("Ann Smith", "{}")).to.deep.equal({ line: 1, problem: "is not JSON in the expectation" });
  });

  it("shows ten paths, and of a key that may be personal its place", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`k${index}`, "1"]));
    const { problem = "" } = differs("{}", JSON.stringify(many)) ?? {};
    expect(problem).to.match(/^k0 leaves.*; k9 leaves and is not expected; 2 more$/);
    const mails = '{"a":{"b":"1","ann@example.org":"1","bo@example.org":"2"}}';
    expect(differs('{"a":{"b":"1"}}', mails)?.problem).to.equal(
      "a.#2 leaves and is not expected; a.#3 leaves and is not expected",
    );
    expect(differs(mails, mails.replace('"2"', '"3"'))?.problem).to.equal("a.#3 differs");
  });
});
