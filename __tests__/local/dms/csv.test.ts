import { expect } from "chai";
import fc from "fast-check";
import Papa from "papaparse";
import { toCsv } from "../../../local/dms/csv.ts";

describe("The CSV in DMS's dialect", () => {
  it("quotes only a cell with a quote, a comma or a newline", () => {
    expect(toCsv([["a b", " ", "", "\\", "\r", "\t", "NULL", "👋"]])).to.equal("a b, ,,\\,\r,\t,NULL,👋\n");
    expect(toCsv([['say "hi"', "a,b", "one\ntwo"]])).to.equal('"say ""hi""","a,b","one\ntwo"\n');
  });

  it("is read back as the same cells, whatever is in them", () => {
    const wildCell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "\\", " ", "a", "é", "👋") }),
    );
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(wildCell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, (records) => {
        const { data } = Papa.parse<string[]>(toCsv(records).slice(0, -1), { delimiter: ",", newline: "\n" });
        expect(data).to.deep.equal(records);
      }),
    );
  });
});
