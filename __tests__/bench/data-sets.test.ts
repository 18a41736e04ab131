import { createHash } from "node:crypto";
import { expect } from "chai";
import { DATA_SETS } from "../../bench/data-sets/index.ts";
import { rawFile } from "../../bench/data-sets/raw-file.ts";
import { checkMask } from "../../contracts/check.ts";

const BYTES = 100_000;

describe("A data set of the benchmark", () => {
  for (const dataSet of DATA_SETS) {
    const file = (bytes: number) => Buffer.concat([...rawFile(dataSet, bytes)].map(({ csv }) => csv));

    it(`is the same each time it is made: ${dataSet.name}`, () => {
      const digest = () => createHash("sha256").update(file(BYTES)).digest("hex");
      expect(digest()).to.equal(digest());
    });

    it(`has the size that was asked for, and the same first rows in every size: ${dataSet.name}`, () => {
      const [small, large] = [file(BYTES), file(5 * BYTES)];
      expect(large.length).to.be.within(5 * BYTES, 5.5 * BYTES);
      expect(large.subarray(0, small.length).equals(small)).to.equal(true);
    });

    it(`has a mask that the synth would accept, and lists only columns that it has: ${dataSet.name}`, () => {
      expect(checkMask(dataSet.mask)).to.deep.equal([]);
      expect(dataSet.columns).to.include.members(Object.keys(dataSet.mask));
    });
  }

  it("has inserts, updates and deletes", () => {
    const csv = [...rawFile(DATA_SETS[1] ?? DATA_SETS[0], BYTES)].map((batch) => batch.csv.toString()).join("");
    const operations = new Set(csv.split("\n").map((line) => line.split(",")[0]));
    expect(operations).to.include("I").and.include("U").and.include("D");
  });
});
