import { expect } from "chai";
import { recordMasksOf } from "../../contracts/record-masks-of.ts";
import { table } from "../../contracts/table.ts";
import { watermarkTable } from "../../contracts/watermark-table.ts";
import { projectRecord } from "../../functions/transformer/project-record.ts";

const COLUMNS = { id: "integer", updated_at: "timestamp" } as const;
const MASKS = recordMasksOf({
  video: {
    engine: "mysql",
    read: "watermark",
    tables: {
      videos: watermarkTable({
        key: ["id"],
        updatedAt: "updated_at",
        watermark: { rereadMinutes: 10, hardDeletes: false },
        columns: COLUMNS,
      }),
    },
  },
  market: { engine: "snowflake", tables: { orders: table({ key: ["id"], columns: COLUMNS }) } },
  billing: { engine: "postgres", tables: { invoices: table({ key: ["id"], columns: COLUMNS }) } },
});

describe("What a record in a stream may have", () => {
  it("is the listed columns and the time of reading, of tables that are streamed and of no others", () => {
    expect(Object.keys(MASKS)).to.deep.equal(["video", "market"]);
    expect(MASKS.market?.orders).to.deep.equal({ id: true, updated_at: true, _extracted_at: true });
  });

  it("is a control only in the table of a watermark: in an event it would be a way past the contract", () => {
    const record = Buffer.from('{"id":1,"_control":{"day":"ann@example.org"},"_extracted_at":"2026-11-27"}');
    const passed = (mask: (typeof MASKS)[string][string] | undefined) => projectRecord(record, mask ?? {}).text;
    expect(passed(MASKS.video?.videos)).to.include("_control");
    expect(passed(MASKS.market?.orders)).to.equal('{"id":1,"_extracted_at":"2026-11-27"}');
  });
});
