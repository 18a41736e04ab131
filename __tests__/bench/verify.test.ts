import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { compareOutputs } from "../../bench/verify.ts";

describe("The comparison of outputs", () => {
  const folder = mkdtempSync(join(tmpdir(), "clearwell-verify-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function compare(ours: string, theirs: string, writesNulls = false) {
    for (const [name, text] of Object.entries({ ours, theirs })) writeFileSync(join(folder, name), gzipSync(text));
    return compareOutputs(join(folder, "ours"), join(folder, "theirs"), writesNulls);
  }

  it("ignores the order of keys, white space and the notation of numbers", async () => {
    const { rows, difference } = await compare('{"a":1.10,"b":"é"}\n{}\n', '{ "b": "\\u00e9", "a": 1.1 }\n{}\n');
    expect({ rows, difference }).to.deep.equal({ rows: 2, difference: undefined });
  });

  it("takes a null for an absent member only for a peer that writes nulls", async () => {
    const [ours, theirs] = ['{"a":[{"b":1}]}\n', '{"a":[{"b":1,"c":null}],"d":null}\n'];
    expect((await compare(ours, theirs, true)).difference).to.equal(undefined);
    expect((await compare(ours, theirs)).difference).to.match(/^row 1 has /);
  });

  it("finds another value, another type, fewer rows and more rows", async () => {
    expect((await compare('{"a":"x1"}\n', '{"a":"x2"}\n')).difference).to.equal(
      'row 1 has …{"a":"x2"}… where ours has …{"a":"x1"}…',
    );
    expect((await compare('{"a":1}\n', '{"a":"1"}\n')).difference).to.match(/^row 1 has /);
    expect((await compare("{}\n{}\n", "{}\n")).difference).to.equal("fewer rows than our 1");
    expect((await compare("{}\n", "{}\n{}\n")).difference).to.equal("more rows than our 1");
  });
});
