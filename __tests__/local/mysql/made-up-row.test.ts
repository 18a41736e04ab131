import { expect } from "chai";
import { SOURCES } from "../../../contracts/index.ts";
import type { WatermarkSource } from "../../../contracts/source.ts";
import { seededRandom } from "../../../local/demo/random.ts";
import { keyValue, madeUpRow, referencesOf } from "../../../local/mysql/made-up-row.ts";

const VIDEO = SOURCES.video as WatermarkSource;

describe("A made-up row of MySQL", () => {
  const references = referencesOf(VIDEO);
  const row = (table: string, index: number) =>
    madeUpRow(VIDEO, table, index, {
      references,
      sizes: new Map([
        ["customers", 3],
        ["videos", 2],
        ["channels", 1],
      ]),
      random: seededRandom(1),
    });

  it("names members that are there, as the star says, also through another table", () => {
    expect(Object.fromEntries(references)).to.deep.equal({
      "transactions.customer_id": "customers",
      "transactions.video_id": "videos",
      "videos.channel_id": "channels",
    });
    expect([1, 2, 3].map((index) => keyValue(VIDEO, "customers", index))).to.include(
      row("transactions", 1).customer_id,
    );
    expect(row("videos", 1).channel_id).to.equal(1);
  });

  it("has all listed columns but the time of the change, which the server sets", () => {
    for (const [name, { columns, updatedAt }] of Object.entries(VIDEO.tables))
      expect([...Object.keys(row(name, 1)), updatedAt]).to.have.members(Object.keys(columns));
  });

  it("has its own key, and is the same each time", () => {
    expect(row("transactions", 7).id).to.equal(7);
    expect(row("transactions", 7)).to.deep.equal(row("transactions", 7));
  });
});
