import { expect } from "chai";
import { SOURCES } from "../../../contracts/index.ts";
import type { WatermarkSource } from "../../../contracts/source.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { erasures } from "../../../warehouse/snowflake/star/erase.ts";
import {
  type StreamedDatabase,
  type StreamedTable,
  streamedIn,
  type Target,
} from "../../../warehouse/snowflake/target.ts";
import { streamOf } from "./stream-of.ts";
import { targetOf } from "./target-of.ts";

const VIDEO = SOURCES.video as WatermarkSource;
const FACTS = VIDEO.star?.facts ?? {};

/** The shipped star with a second fact of `transactions` that names customers by the same personal column. */
const TWICE = { ...VIDEO, star: { ...VIDEO.star, facts: { ...FACTS, sale: FACTS.transaction } } } as WatermarkSource;

function targetWith(source: WatermarkSource): Target {
  return targetOf({}, { landingDays: 30 }, { stacks: [], databases: {}, streams: [streamOf({ video: source })] });
}

describe("Erased rows, if two facts of a table name members by one personal column", () => {
  it("are joined once to the table's records", () => {
    const washing = sqlFiles(targetWith(TWICE))
      .flatMap(({ statements }) => statements)
      .flatMap((each) => each.match(/erased_keys named_\d ON/g) ?? []);
    expect(washing).to.deep.equal(["erased_keys named_1 ON"]);
  });

  it("leave the table's records once", () => {
    const target = targetWith(TWICE);
    const table = { database: "video", name: "customers", table: TWICE.tables.customers } as StreamedTable;
    const [source] = streamedIn(target);
    const erased = erasures(target, source as StreamedDatabase, table).map(({ erase }) => erase);
    expect(erased).to.deep.equal([...new Set(erased)]);
    expect(erased.filter((each) => each.includes("customer_id = NULL"))).to.have.length(1);
  });
});
