import { expect } from "chai";
import { previews } from "./previews.ts";

describe("What ops preview counts", () => {
  const { preview, json } = previews();

  it("is rows, deletes, malformed cells and replaced characters", async () => {
    const lines = ["Op,oid__id,address", "D,1,", "I,2,{", 'U,3,"{""country"": ""ES""}"', "I,\u00ff,"];
    const body = Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1");
    const found = await json(body);
    expect(found).to.include({ rowsIn: 4, rowsOut: 4, deletes: 1, malformed: 1, replacedCharacters: 1 });
    expect(found.malformedCells).to.deep.equal([{ line: 3, column: "address" }]);
    expect((await preview(body)).out)
      .to.include("4 rows in, 4 out, of these 1 delete\n")
      .and.include("line 3 address");
  });

  it("includes what lands and needs a look: no key, scalars under a nested mask, an op that is not Op", async () => {
    const keyless = await json(["Op,oid__id,address", "I,,{}", "D,,", 'I,1,"[1,2]"']);
    expect(keyless).to.include({ keyless: 1, keylessDeletes: 1, scalars: 2, headerOnly: false });
    expect((await preview(["Op,oid__id,address", "I,,{}", "D,,", 'I,1,"[1,2]"'])).out)
      .to.include("  1 row without a key")
      .and.include("  1 delete without a key")
      .and.include("  2 scalars where the mask is nested, left out");
    expect((await preview(["oid__id,op", "1,D"])).out).to.include("not taken for Op, so deletes look like rows: op");
    expect((await json(["oid__id,op", "1,D"])).suspicious).to.deep.equal(["op"]);
  });

  it("says of a file without a row that its header may be one", async () => {
    expect((await preview(["state,oid__id"])).out).to.include("No row follows the header.");
    expect(await json(["state,oid__id"])).to.include({ headerOnly: true });
  });
});
