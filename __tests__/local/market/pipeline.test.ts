import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import { runMarket } from "../../../local/market/pipeline.ts";
import { recorder } from "../../command/recorder.ts";

const SOURCES: Sources = {
  market: {
    engine: "snowflake",
    tables: {
      orders: table({
        key: ["order_id"],
        updatedAt: "updated_at",
        columns: {
          ...{ order_id: "integer", user_id: pii("customer_id"), note: "text", price: "decimal(5,1)", born: "date" },
          ...{ is_new: "boolean", updated_at: "timestamp" },
        },
      }),
      aisles: table({ key: ["aisle_id"], columns: { aisle_id: "integer", aisle: "text" } }),
    },
  },
};

describe("snowflake-to-postgres on one machine", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-market-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("ends with PostgreSQL equal to the source after a killed worker, a full batch, changes, and events", async () => {
    const lines: string[] = [];
    const request = { sources: SOURCES, output: join(folder, "out"), calledFrom: folder, rows: 3000 };
    expect(await runMarket(request, recorder(lines)), lines.join("\n")).to.equal(true);
    const shown = lines.join("\n");
    expect(shown.match(/ equal$/gm)).to.have.length(2);
    expect(shown)
      .to.match(/orders +changes/)
      .and.match(/aisles +full/);
    expect(shown).to.include("are in no file").and.include("500 of 500 events in files, 1 refused");
  }).timeout(120_000);

  it("ends as failed, and says where, if a row is lost or a value differs", async () => {
    const lines: string[] = [];
    const isGood = await runMarket(
      {
        ...{ sources: SOURCES, output: join(folder, "out"), calledFrom: folder, rows: 200 },
        beforeComparing: (postgres) =>
          postgres.run(
            "DELETE FROM market.orders WHERE order_id = 5; UPDATE market.aisles SET aisle = 'other' WHERE aisle_id = 7",
          ),
      },
      recorder(lines),
    );
    expect(isGood).to.equal(false);
    const shown = lines.join("\n");
    expect(shown)
      .to.match(/market[.]orders +249 +250 +DIFFER/)
      .and.match(/market[.]aisles +(\d+) +\1 +DIFFER/);
  }).timeout(120_000);
});
