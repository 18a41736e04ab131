import { expect } from "chai";
import fc from "fast-check";
import type { Scalar } from "../../../contracts/field.ts";
import { recordOf } from "../../../functions/producer/record.ts";

const AT = "2026-11-27 10:00:00.000000";
const record = (columns: Record<string, Scalar>, cells: readonly (string | null)[]) => recordOf({ columns }, AT)(cells);
const END = `"_extracted_at":"${AT}"}`;

describe("A record", () => {
  it("[K-04] has the listed columns in the contract's order, and when they were read", () => {
    expect(record({ id: "integer", name: "text", on: "date" }, ["1", "Ann", "2026-01-02"])).to.equal(
      `{"id":1,"name":"Ann","on":"2026-01-02",${END}`,
    );
  });

  it("keeps the text of every number", () => {
    const numbers = ["1.10", "9007199254740993", "-0.00", "1e20", "1.5E-7", "0"];
    for (const number of numbers)
      for (const type of ["integer", "number", "decimal(20,2)"] as const)
        expect(record({ n: type }, [number])).to.equal(`{"n":${number},${END}`);
  });

  it("writes what is not a number of JSON as the text that it is", () => {
    for (const text of ["00042", "nan", "", "1.", ".5", "+1", "1 2", "0x1", '1,"x":2'])
      expect(JSON.parse(record({ n: "integer" }, [text]))).to.deep.equal({ n: text, _extracted_at: AT });
  });

  it("writes a boolean as MySQL has it, in a TINYINT or in a bit", () => {
    const cells = ["0", "1", "\u0000", "\u0001", "2", null];
    expect(cells.map((cell) => record({ b: "boolean" }, [cell]).slice(5, -END.length - 1))).to.deep.equal([
      "0",
      "1",
      "0",
      "1",
      "2",
      "null",
    ]);
  });

  it("writes a time, a text that looks like a number, and no value as they are", () => {
    expect(record({ at: "timestamp", t: "text", u: "text" }, ["2026-11-27 10:00:00.123456", "007", null])).to.equal(
      `{"at":"2026-11-27 10:00:00.123456","t":"007","u":null,${END}`,
    );
  });

  it("is one line of JSON with the same cells, whatever the names and the cells are", () => {
    // Names of digits alone would come first.
    const name = fc.string({ unit: "binary" }).filter((each) => each !== "_extracted_at" && !/^\d+$/.test(each));
    const column = fc.tuple(name, fc.constantFrom<Scalar>("text", "integer", "boolean", "date"));
    fc.assert(
      fc.property(
        fc.uniqueArray(column, { selector: ([name]) => name, minLength: 1, maxLength: 5 }),
        fc.array(fc.option(fc.string({ unit: "binary" })), { minLength: 5, maxLength: 5 }),
        (columns, cells) => {
          const text = recordOf({ columns: Object.fromEntries(columns) }, AT)(cells);
          expect(text).not.to.match(/[\n\r]/);
          const parsed = JSON.parse(text) as Record<string, unknown>;
          expect(Object.keys(parsed)).to.deep.equal([...columns.map(([name]) => name), "_extracted_at"]);
          for (const [index, [name, type]] of columns.entries())
            if (type === "text" || type === "date") expect(parsed[name]).to.equal(cells[index]);
        },
      ),
    );
  });
});
