import { expect } from "chai";
import type { CleanedObject } from "../../local/cleaner-log.ts";
import { summarize } from "../../local/summary.ts";

const MASKS = { desk: { tickets: { state: true, address: { country: true }, array_labels: "json" } } } as const;
const EMPTY: CleanedObject = {
  collection: "tickets",
  rawKey: "raw/desk/tickets/LOAD00000001.csv",
  cleanKey: null,
  rowsIn: 0,
  rowsOut: 0,
  deletes: 0,
  malformed: 0,
  bytesIn: 0,
  bytesOut: 0,
  dropped: [],
  droppedUnnamed: 0,
  absent: [],
};
const FULL = { ...EMPTY, cleanKey: "clean/a.json.gz", rowsIn: 3, rowsOut: 2, bytesIn: 70, bytesOut: 50 };

const summary = (...objects: CleanedObject[]) => summarize({ cleaned: objects, failed: [] }, "raw", MASKS)[0];

describe("The summary of a collection", () => {
  it("adds up the collection's objects, and names it as MongoDB does", () => {
    expect(summary(FULL, { ...FULL, cleanKey: "clean/b.json.gz", deletes: 1 })).to.include({
      namespace: "desk.tickets",
      objects: 2,
      rowsIn: 6,
      rowsOut: 4,
      deletes: 1,
      bytesIn: 140,
      bytesOut: 100,
    });
  });

  it("counts failed objects, also of a collection whose objects have all failed", () => {
    const failed = ["desk/tickets/b.csv", "desk/people/a.csv"].map((path) => ({ rawKey: `raw/${path}`, error: "E" }));
    const counted = summarize({ cleaned: [FULL], failed }, "raw", MASKS);
    expect(counted.map(({ namespace, objects, failed: count }) => [namespace, objects, count])).to.deep.equal([
      ["desk.tickets", 1, 1],
      ["desk.people", 0, 1],
    ]);
  });

  it("counts a listed column as kept if any object with rows has it", () => {
    expect(summary({ ...FULL, absent: ["state", "address"] }, { ...FULL, absent: ["state"] })?.kept).to.equal(2);
  });

  it("names listed columns that no object with rows has, and dropped columns", () => {
    const object = { ...FULL, absent: ["state", "address"], dropped: ["State", "email"] };
    expect(summary(object, { ...FULL, absent: ["state"], dropped: ["State"] })).to.deep.include({
      absent: ["state"],
      droppedNames: ["State", "email"],
    });
    expect(summary({ ...EMPTY, absent: ["state"] })).to.deep.include({ absent: [] });
  });

  it("counts no columns of an object without a header", () => {
    expect(summary(EMPTY)).to.include({ objects: 1, kept: 0, dropped: 0 });
    expect(summary(EMPTY, { ...FULL, absent: ["state"] })?.kept).to.equal(2);
  });

  it("counts a dropped column once, and counts columns without a printable name too", () => {
    const object = { ...FULL, dropped: ["email", "phone"], droppedUnnamed: 2 };
    expect(summary(object, { ...object, dropped: ["email"] })?.dropped).to.equal(4);
  });
});
