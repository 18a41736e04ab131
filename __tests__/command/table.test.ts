import { expect } from "chai";
import { table } from "../../command/table.ts";

describe("A table on the terminal", () => {
  it("aligns names to the left and numbers to the right, whatever their colour", () => {
    const green = "\u001b[32m7\u001b[39m";
    expect(
      table([
        ["name", "rows"],
        ["a", "1,000"],
        ["long name", green],
      ]),
    ).to.equal(["  name        rows", "  a          1,000", `  long name      ${green}`].join("\n"));
  });
});
