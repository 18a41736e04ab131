import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { table } from "../../../contracts/table.ts";
import { changesOf, columnsOf, countChanges, currentRows } from "../../../local/lake/current-rows.ts";
import { SourceTable } from "../../../local/lake/source-table.ts";

const STOCK = table({ key: ["id"], columns: { id: "integer", name: "text", price: "decimal(12,2)", since: "date" } });
const LOADED_AT = "2026-02-22 10:00:00.000000";
const LATER = "2026-02-22 10:15:00.000000";
const item = (id: number, name: string | null) => ({ id, name, price: 1.5, since: "2026-01-31" });

describe("The current rows of a table in the lake", () => {
  let lake: string;
  let source: SourceTable;
  let files: string[];

  beforeEach(async () => {
    lake = await mkdtemp(join(tmpdir(), "clearwell-lake-"));
    source = new SourceTable(lake, "shop", "stock", STOCK);
    files = [];
    await keep(source.load(LOADED_AT, [item(1, "Null"), item(2, null), item(3, "Zoë")]));
  });
  afterEach(() => rm(lake, { recursive: true }));

  const keep = async (key: Promise<string>) => files.push(join(lake, await key));

  async function expectSource(): Promise<void> {
    const rows = await currentRows({ table: STOCK, files });
    expect(rows.map((row) => source.listed(row)).sort()).to.deep.equal(source.rows());
  }

  it("are those of the load, texts and NULL as they were", async () => {
    await expectSource();
    const rows = await currentRows({ table: STOCK, files });
    expect(rows.map(({ name }) => name)).to.deep.equal(["Null", null, "Zoë"]);
  });

  it("are the last change of each key by the sequence, not by the place in the file, without deletes", async () => {
    await keep(
      source.change(
        LATER,
        [
          ["U", item(1, "first")],
          ["U", item(1, "second")],
          ["D", item(2, null)],
          ["D", item(3, "x")],
          ["I", item(3, "y")],
        ],
        "reversed",
      ),
    );
    await expectSource();
    expect(source.rows().join()).to.include("second").and.not.include("first");
    expect(await countChanges(files)).to.deep.equal({ I: 4, U: 2, D: 2 });
  });

  it("are the last by the sequence also if the time was set back, and after the load that came between by its time", async () => {
    await keep(source.change("2026-02-22 09:00:00.000000", [["U", item(2, "before the load")]]));
    await keep(source.change(LATER, [["U", item(1, "first")]]));
    await keep(source.change("2026-02-22 10:14:00.000000", [["U", item(1, "second")]]));
    source.missed("U", item(2, null));
    await expectSource();
  });

  it("have a change that was made in the second of the load", async () => {
    await keep(source.change(LOADED_AT, [["U", item(1, "changed")]], "unsequenced"));
    await expectSource();
  });

  it("come from changes, which are shown the oldest first", async () => {
    await keep(
      source.change(
        LATER,
        [
          ["U", item(1, "a")],
          ["D", item(1, "a")],
        ],
        "reversed",
      ),
    );
    const changes = await changesOf({ table: STOCK, files }, [1]);
    expect(changes.map(({ op }) => op)).to.deep.equal(["I", "U", "D"]);
    const names = (await columnsOf(files[0] ?? "")).map(([name]) => name);
    expect(names).to.deep.equal(["Op", "id", "name", "price", "since", "dms_change_sequence", "dms_replicated_at"]);
  });
});
