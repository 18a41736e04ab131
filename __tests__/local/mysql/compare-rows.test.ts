import { expect } from "chai";
import { compareRows, differenceText } from "../../../local/mysql/compare-rows.ts";

const TABLE = { key: ["id", "part"], columns: { part: "text", note: "text", id: "integer" } } as const;

describe("The rows that arrived, compared with those of the source", () => {
  const compare = (found: readonly (readonly (string | null)[])[], wanted: typeof found) => {
    const difference = compareRows(TABLE, found, wanted);
    return difference === undefined ? "equal" : differenceText(difference);
  };
  const rows = [
    ["a", "one", "1"],
    ["b", null, "1"],
    ["a", "two", "2"],
  ];

  it("are equal in whatever order they are", () => {
    expect(compare([...rows].reverse(), rows)).to.equal("equal");
    expect(compare([], [])).to.equal("equal");
  });

  it("say how many are missing, too many, there twice or have another value, and none of the values", () => {
    expect(compare(rows.slice(1), rows)).to.equal("1 missing");
    expect(compare(rows, rows.slice(1))).to.equal("1 too many");
    expect(compare([...rows, ["a", "one", "1"]], rows)).to.equal("1 too many");
    expect(
      compare(
        [
          ["a", null, "1"],
          ["b", "", "1"],
          ["c", "two", "2"],
        ],
        rows,
      ),
    ).to.equal("1 missing, 1 too many, 2 changed");
  });
});
