import { expect } from "chai";
import type { AllowList } from "../../../contracts/mask.ts";
import { describeCollections } from "../../../review/contracts-page/describe.ts";
import type { Field } from "../../../review/contracts-page/field-tree.ts";
import { RawCollection } from "../../../review/contracts-page/raw/raw-collection.ts";
import { addTotals, totalsOf } from "../../../review/contracts-page/totals.ts";

const LIST: AllowList = {
  tickets: { state: true, address: { country: true, geo: { region: true } }, array_labels: "json" },
  skus: { _id: "key", name: true, "size.width": true },
};

const LANDS = new Map([["tickets", ["s3://clean/db/tickets/"]]]);

const describeList = (before?: AllowList, raw: ReadonlyMap<string, RawCollection> = new Map(), allowList = LIST) =>
  describeCollections({ allowList, tables: new Map(), lands: LANDS, sources: new Map(), before, raw });

/** A line for each field, indented by its depth: its name, how it leaves, what changed, whether it is gone or absent. */
function lines(fields: readonly Field[] = [], indent = ""): string[] {
  return fields.flatMap(({ name, leaf, change, isGone, isAbsent, meant, children }) => [
    [indent + name, leaf?.rule, change?.kind, isGone && "gone", isAbsent && "absent", meant].filter(Boolean).join(" "),
    ...lines(children, `${indent}  `),
  ]);
}

describe("The page's view of a collection", () => {
  it("is the tree of what leaves: nested and dotted columns, and the key", () => {
    const [tickets, skus] = describeList();
    expect(lines(tickets?.fields)).to.deep.equal([
      "state true",
      "address",
      "  country true",
      "  geo",
      "    region true",
      "array_labels json",
      "oid__id key",
    ]);
    expect(lines(skus?.fields)).to.deep.equal(["_id key", "name true", "size", "  width true"]);
  });

  it("marks each change since the ref at its place, and keeps fields that no longer leave", () => {
    const before: AllowList = {
      ...LIST,
      tickets: { status: "json", address: { geo: true, city: { zip: true, lane: true } }, array_labels: true },
    };
    const [tickets, skus] = describeList(before);
    expect(lines(tickets?.fields)).to.deep.equal([
      "state true added",
      "address",
      "  country true added",
      "  geo closed",
      "    region true",
      "  city gone",
      "    zip removed gone",
      "    lane removed gone",
      "array_labels json reshaped",
      "oid__id key",
      "status removed gone",
    ]);
    expect(skus?.change).to.equal(undefined);
  });

  it("shows a renamed field only under its new name", () => {
    const { address, ...rest } = LIST.tickets as AllowList[string];
    const [tickets] = describeList({ ...LIST, tickets: { ...rest, place: address as never } });
    expect(lines(tickets?.fields)[1]).to.equal("address renamed");
    expect(lines(tickets?.fields).join()).not.to.include("place");
  });

  it("marks every field of a new collection, and puts a removed collection last", () => {
    const views = describeList({ tickets: LIST.tickets as never, people: { email: true, name: { last: true } } });
    expect(views.map(({ collection, change }) => [collection, change?.kind])).to.deep.equal([
      ["tickets", undefined],
      ["skus", "added"],
      ["people", "removed"],
    ]);
    expect(lines(views[1]?.fields)).to.deep.equal(["_id key added", "name true added", "size", "  width true added"]);
    expect(lines(views[2]?.fields)).to.deep.equal([
      "email removed gone",
      "name gone",
      "  last removed gone",
      "oid__id removed gone",
    ]);
    expect(views[2]?.lands).to.deep.equal([]);
  });

  it("names the listed fields that RAW lacks, each with the dropped name that was probably meant", () => {
    const mask = { segments: true, Tier: true, customer_id: true, total: true, address: { contry: true } } as const;
    const raw = new RawCollection(mask);
    const header = ["oid__id", "array_segments", "tier", "oid_customer_id", "address.country", "address.city"];
    raw.add({ header: ["total", ...header], rows: [["1", ...header.map(() => "x")]], skipped: 0 });
    const [orders] = describeList(undefined, new Map([["orders", raw]]), { orders: mask });
    expect(lines(orders?.fields).slice(0, 6)).to.deep.equal([
      "segments true absent array_segments",
      "Tier true absent tier",
      "customer_id true absent oid_customer_id",
      "total true",
      "address",
      "  contry true absent country",
    ]);
  });

  it("has the places in CLEAN", () => {
    expect(describeList().map(({ lands }) => lands)).to.deep.equal([["s3://clean/db/tickets/"], []]);
  });

  it("has figures that add up", () => {
    const raw = new RawCollection(LIST.skus as never);
    raw.add({ header: ["_id", "name", "size.height", "a b", "c"], rows: [["1", "2", "3", "4", "5"]], skipped: 0 });
    const views = describeList({ tickets: { state: true, email: true } }, new Map([["skus", raw]]));
    const [tickets, skus] = views.map(totalsOf);
    expect(tickets).to.deep.equal({ leaves: 4, json: 1, more: 3, unmasked: 0, less: 1, dropped: 0, absent: 0 });
    expect(skus).to.deep.equal({ leaves: 2, json: 0, more: 3, unmasked: 0, less: 0, dropped: 3, absent: 1 });
    expect(addTotals([tickets, skus] as never)).to.include({ leaves: 6, json: 1, more: 6, less: 1, dropped: 3 });
  });
});
