import { expect } from "chai";
import { checkExports } from "../../contracts/check-exports.ts";
import { pii } from "../../contracts/field.ts";
import { table } from "../../contracts/table.ts";

describe("Tables that are exported from Snowflake", () => {
  it("may have no floating-point number, which would change on the way; digits are exact", () => {
    const rates = table({
      key: ["id"],
      columns: { id: "integer", rate: "number", share: "decimal(9,4)", phone: pii("phone") },
    });
    expect(checkExports({ rates }).map(({ where }) => where)).to.deep.equal(["rates.rate"]);
  });
});
