import { expect } from "chai";
import { table } from "../../../contracts/table.ts";
import { emptyChanges } from "../../../warehouse/snowflake/erase-row.ts";

describe("The statement that erases a person's changes", () => {
  it("empties a listed column whose name begins with _, or with a digit, from which _ follows", () => {
    const clients = table({ key: ["id"], columns: { id: "integer", _secret: "text", "2nd_line": "text" } });
    const source = { database: "practice", name: "clients", table: clients };
    const snowflake = { database: "CLEARWELL_PRODUCTION" };
    const columns = ["ID", "_SECRET", "_2ND_LINE", "_OP", "_SOURCE_AT", "_SEQUENCE", "_FILE", "_ROW", "_VERSION"];
    const sql = emptyChanges({ snowflake } as never, source as never, columns);
    expect(sql).to.include("_SECRET = NULL").and.include("_2ND_LINE = NULL");
  });
});
