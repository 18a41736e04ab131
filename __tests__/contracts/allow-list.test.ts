import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { MASKS } from "../../contracts/masks.ts";

/** True for any list: to add or remove a field or a collection, nobody should have to change a test. */
describe("The allow-list of this repository", () => {
  it("gives masks that are plain data: they are the same after JSON and back", () => {
    expect(JSON.parse(JSON.stringify(MASKS))).to.deep.equal(MASKS);
  });

  it("lists a field of every collection", () => {
    for (const [collection, mask] of Object.entries(EXPECTED_FIELDS_FOR_ANALYTICS)) {
      expect(Object.keys(mask), collection).not.to.deep.equal([]);
    }
  });
});
