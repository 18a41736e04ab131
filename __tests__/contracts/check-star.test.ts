import { expect } from "chai";
import { checkStar } from "../../contracts/check-star.ts";
import { phi, pii } from "../../contracts/field.ts";
import type { WatermarkSource } from "../../contracts/source.ts";
import type { Star } from "../../contracts/star.ts";
import type { TableColumns } from "../../contracts/table.ts";
import { type WatermarkTable, watermarkTable } from "../../contracts/watermark-table.ts";

const tableWith = (columns: TableColumns, more: object = {}): WatermarkTable =>
  watermarkTable({
    key: ["id"],
    updatedAt: "updated_at",
    watermark: { rereadMinutes: 10, hardDeletes: false },
    columns: { id: "integer", updated_at: "timestamp", ...columns },
    ...more,
  } as never);

const TABLES = {
  customers: tableWith({ plan: "text" }),
  videos: tableWith({ channel_id: "integer" }),
  channels: tableWith({}),
  sales: tableWith({ customer_id: "integer", video_id: "integer", amount: "decimal(20,2)", paid_at: "timestamp" }),
};

const STAR: Star = {
  dimensions: {
    customer: { table: "customers", type: 2 },
    video: { table: "videos", type: 1 },
    channel: { table: "channels", type: 1 },
  },
  facts: {
    sale: {
      table: "sales",
      at: "paid_at",
      measures: ["amount"],
      by: { customer: "customer_id", video: "video_id", channel: "video.channel_id" },
    },
  },
};

const places = (star: Star, tables: WatermarkSource["tables"] = TABLES) =>
  checkStar(tables, star).map(({ where }) => where);

describe("The check of a star", () => {
  const dimensions = (more: Star["dimensions"]): Star => ({ ...STAR, dimensions: { ...STAR.dimensions, ...more } });
  const fact = (more: object): Star => ({ ...STAR, facts: { sale: { ...STAR.facts.sale, ...more } as never } });

  it("accepts one of type 2, one through another dimension, and a fact by both", () => {
    expect(places(STAR)).to.deep.equal([]);
  });

  it("refuses tables, columns and dimensions that are not listed", () => {
    expect(places(dimensions({ device: { table: "devices", type: 1 } }))).to.deep.equal([
      "star.dimensions.device.table",
    ]);
    expect(places(fact({ table: "refunds" }))).to.deep.equal(["star.facts.sale.table"]);
    expect(places(fact({ by: { device: "device_id" } }))).to.deep.equal(["star.facts.sale.by.device"]);
    expect(places(fact({ by: { customer: "client_id" } }))).to.deep.equal(["star.facts.sale.by.customer"]);
    expect(places(fact({ by: { video: "video_id", channel: "video.owner_id" } }))).to.deep.equal([
      "star.facts.sale.by.channel",
    ]);
  });

  it("refuses a time that is none, and a measure that can't be summed", () => {
    expect(places(fact({ at: "amount" }))).to.deep.equal(["star.facts.sale.at"]);
    expect(places(fact({ measures: ["amount", "paid_at"] }))).to.deep.equal(["star.facts.sale.measures"]);
  });

  it("refuses to go through a dimension that the fact does not name itself", () => {
    expect(places(fact({ by: { channel: "video.channel_id" } }))).to.deep.equal(["star.facts.sale.by.channel"]);
  });

  it("refuses a reference of another type than the key, because its values would meet nothing", () => {
    const tables = { ...TABLES, customers: tableWith({ id: "text" }) };
    expect(places(STAR, tables)).to.deep.equal(["star.facts.sale.by.customer"]);
  });

  it("refuses a personal time of a fact, and of versions, which keys and times of the star would show to everybody", () => {
    const personal = {
      ...TABLES,
      sales: tableWith({ ...TABLES.sales.columns, paid_at: phi("date_of_birth", "timestamp") }),
    };
    expect(places(STAR, personal)).to.deep.equal(["star.facts.sale.at"]);
    const versions = { ...TABLES, customers: tableWith({ updated_at: phi("date_of_birth", "timestamp") }) };
    expect(places(STAR, versions)).to.deep.equal(["star.dimensions.customer.type"]);
    expect(places(dimensions({ customer: { table: "customers", type: 1 } }), versions)).to.deep.equal([]);
  });

  it("refuses a reference whose class is another than the key's, because one would show the other", () => {
    const named = {
      ...TABLES,
      sales: tableWith({ ...TABLES.sales.columns, customer_id: pii("customer_id", "integer") }),
    };
    expect(places(STAR, named)).to.deep.equal(["star.facts.sale.by.customer"]);
    const key = { ...TABLES, customers: tableWith({ id: pii("customer_id", "integer") }) };
    expect(places(STAR, key)).to.deep.equal(["star.facts.sale.by.customer"]);
    expect(places(STAR, { ...named, ...{ customers: key.customers } })).to.deep.equal([]);
  });

  it("refuses members with a key of several columns, and versions in another zone than UTC", () => {
    const compound = { ...TABLES, channels: tableWith({ country: "text" }, { key: ["id", "country"] }) };
    expect(places(STAR, compound)).to.deep.equal(["star.dimensions.channel.table"]);
    const watermark = { rereadMinutes: 10, hardDeletes: false, zone: "Australia/Sydney" };
    expect(places(STAR, { ...TABLES, customers: tableWith({}, { watermark }) })).to.deep.equal([
      "star.dimensions.customer.type",
    ]);
    expect(places(STAR, { ...TABLES, videos: tableWith({ channel_id: "integer" }, { watermark }) })).to.deep.equal([]);
  });

  it("refuses names that the star's own tables and columns have, or can't have", () => {
    expect(places(dimensions({ date: { table: "channels", type: 1 } }))).to.deep.equal(["star.dimensions.date"]);
    expect(places(dimensions({ "Big-One": { table: "channels", type: 1 } }))).to.deep.equal([
      "star.dimensions.Big-One",
    ]);
    expect(places(STAR, { ...TABLES, customers: tableWith({ Valid_From: "date" }) })).to.deep.equal([
      "star.dimensions.customer.columns",
    ]);
    const own = { ...TABLES, sales: tableWith({ ...TABLES.sales.columns, date_key: "integer", _key: "text" }) };
    expect(places(STAR, own)).to.deep.equal(["star.facts.sale.columns", "sales.columns"]);
  });
});
