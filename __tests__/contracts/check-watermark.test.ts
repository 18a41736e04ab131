import { expect } from "chai";
import { checkWatermarks } from "../../contracts/check-watermark.ts";
import type { Watermark } from "../../contracts/watermark-table.ts";
import { watermarkTable } from "../../contracts/watermark-table.ts";

const GOOD: Watermark = { rereadMinutes: 10, hardDeletes: false };

const found = (watermark: Watermark) =>
  checkWatermarks({
    orders: watermarkTable({
      key: ["id"],
      updatedAt: "updated_at",
      watermark,
      columns: { id: "integer", updated_at: "timestamp" },
    }),
  }).map(({ where }) => where);

describe("The check of tables that are read by a watermark", () => {
  it("accepts what the docs show", () => {
    expect(found(GOOD)).to.deep.equal([]);
    expect(found({ rereadMinutes: 0, zone: "Australia/Sydney", hardDeletes: false })).to.deep.equal([]);
    expect(found({ rereadMinutes: 1440, zone: "UTC", hardDeletes: false })).to.deep.equal([]);
  });

  it("refuses a table whose rows are deleted, because nothing would tell", () => {
    expect(found({ ...GOOD, hardDeletes: true })).to.deep.equal(["orders.watermark.hardDeletes"]);
  });

  for (const rereadMinutes of [-1, 1441, 1.5, Number.NaN])
    it(`refuses to read ${rereadMinutes} minutes again`, () => {
      expect(found({ ...GOOD, rereadMinutes })).to.deep.equal(["orders.watermark.rereadMinutes"]);
    });

  for (const zone of ["Sydney", "+02:00", ""])
    it(`refuses the zone "${zone}"`, () => {
      expect(found({ ...GOOD, zone })).to.deep.equal(["orders.watermark.zone"]);
    });

  it("refuses a column that is called as the record of a control", () => {
    const table = watermarkTable({
      key: ["id"],
      updatedAt: "updated_at",
      watermark: GOOD,
      columns: { id: "integer", _control: "text", updated_at: "timestamp" },
    });
    expect(checkWatermarks({ orders: table }).map(({ where }) => where)).to.deep.equal(["orders._control"]);
  });
});
