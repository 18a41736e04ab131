import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { MASKS } from "../../contracts/masks.ts";

/** Holds whatever is listed: nobody should have to change a test to list a field, a collection, or none of the shipped ones. */
describe("The allow-list that is shipped", () => {
  it("gives masks that are plain data: what was made of them by JSON and back is the same", () => {
    expect(JSON.parse(JSON.stringify(MASKS))).to.deep.equal(MASKS);
  });

  it("lists something of every collection", () => {
    for (const [collection, mask] of Object.entries(EXPECTED_FIELDS_FOR_ANALYTICS)) {
      expect(Object.keys(mask), collection).not.to.deep.equal([]);
    }
  });
});
