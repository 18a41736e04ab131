import { expect } from "chai";
import { checkSources } from "../../contracts/check-sources.ts";
import type { Sources } from "../../contracts/source.ts";
import { watermarkTable } from "../../contracts/watermark-table.ts";

const tableWith = (key: readonly string[], columns: object) =>
  watermarkTable({
    key,
    updatedAt: "updated_at",
    watermark: { rereadMinutes: 10, hardDeletes: false },
    columns: { ...columns, updated_at: "timestamp" },
  } as never);
const places = (sources: object) => checkSources(sources as Sources).map(({ where }) => where);
const source = (tables: object) => ({ engine: "mysql", read: "watermark", tables });

describe("A table that is streamed", () => {
  it("has one text at most in its key: of two, nobody could tell where one ends", () => {
    const columns = { handle: "text", code: "text", number: "integer" };
    expect(places({ video: source({ films: tableWith(["handle", "code"], columns) }) })).to.deep.equal([
      "video.films.key",
    ]);
    expect(places({ video: source({ films: tableWith(["handle", "number"], columns) }) })).to.deep.equal([]);
  });

  it("has a stream of its own name, whatever environment reads it: the transformer finds its mask by that", () => {
    const items = tableWith(["id"], { id: "integer" });
    expect(places({ video: source({ channel_items: items }), video_channel: source({ items }) })).to.deep.equal([
      "video_channel.items",
    ]);
  });
});
