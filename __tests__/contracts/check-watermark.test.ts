import { expect } from "chai";
import { checkWatermarks } from "../../contracts/check-watermark.ts";
import type { Scalar } from "../../contracts/field.ts";
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
    expect(found({ rereadMinutes: 1, zone: "Asia/Tokyo", hardDeletes: false })).to.deep.equal([]);
    expect(found({ rereadMinutes: 1440, zone: "UTC", hardDeletes: false })).to.deep.equal([]);
  });

  it("refuses a table whose rows are deleted, because nothing would tell", () => {
    expect(found({ ...GOOD, hardDeletes: true })).to.deep.equal(["orders.watermark.hardDeletes"]);
  });

  for (const rereadMinutes of [-1, 0, 1441, 1.5, Number.NaN])
    it(`refuses to read ${rereadMinutes} minutes again`, () => {
      expect(found({ ...GOOD, rereadMinutes })).to.deep.equal(["orders.watermark.rereadMinutes"]);
    });

  for (const zone of [
    "Australia/Sydney",
    "Europe/Berlin",
    "America/New_York",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
  ])
    it(`refuses ${zone}, whose clocks show an hour twice: nothing would tell which version is the newer one`, () => {
      expect(found({ ...GOOD, zone })).to.deep.equal(["orders.watermark.zone"]);
    });

  for (const zone of ["UTC", "Etc/GMT+5", "Asia/Kolkata", "America/Phoenix", "America/Sao_Paulo"])
    it(`accepts ${zone}`, () => {
      expect(found({ ...GOOD, zone })).to.deep.equal([]);
    });

  it("refuses a key whose text is not the same in MySQL and in the warehouse", () => {
    const keyed = (type: Scalar) =>
      checkWatermarks({
        orders: watermarkTable({
          key: ["id", "no"],
          updatedAt: "updated_at",
          watermark: GOOD,
          columns: { id: type, no: "integer", updated_at: "timestamp" },
        }),
      }).map(({ where }) => where);
    for (const type of ["number", "decimal(10,2)", "decimal(38,10)"] as const)
      expect(keyed(type), type).to.deep.equal(["orders.id"]);
    for (const type of ["text", "integer", "decimal(38,0)", "date", "timestamp"] as const)
      expect(keyed(type), type).to.deep.equal([]);
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
