import { expect } from "chai";
import { sourceHistory } from "../../../local/relational/source-history.ts";
import { specialColumn } from "../../../local/relational/source-row.ts";
import { DOSES, PATIENTS } from "./sources.ts";

describe("The made-up history of a source's table", () => {
  const history = sourceHistory(PATIENTS, 0);
  const operations = history.seconds.flatMap((second) => second.operations);

  it("is the same each time, and differs from table to table", () => {
    expect(sourceHistory(PATIENTS, 0)).to.deep.equal(history);
    expect(sourceHistory(PATIENTS, 1)).not.to.deep.equal(history);
  });

  it("has inserts, updates and deletes, and several changes of one row within one second", () => {
    expect(new Set(operations.map(([op]) => op))).to.deep.equal(new Set(["I", "U", "D"]));
    const [first] = history.seconds;
    const updates = first?.operations.filter(([op, row]) => op === "U" && row.id === history.busy.id) ?? [];
    expect(updates).to.have.length.at.least(2);
    expect(updates[0]?.[1]).not.to.deep.equal(updates[1]?.[1]);
  });

  it("has a delete that is taken back within its second, and a row that is gone within its second", () => {
    const sequence = (history.seconds[0]?.operations ?? []).map(([op, { id }]) => `${op}${id}`);
    const afterEachOther = (first: string, then: string) =>
      sequence.some((each, at) => each.startsWith(first) && sequence[at + 1] === each.replace(first, then));
    expect(afterEachOther("D", "I"), "back").to.equal(true);
    expect(afterEachOther("I", "D"), "gone").to.equal(true);
  });

  it("begins with a person named Null, a row of NULL, and an accent, and none of these rows changes", () => {
    const [person, empty, accent] = history.load;
    expect(person?.last_name).to.equal("Null");
    expect(accent?.last_name).to.equal("Zoë");
    const listed = Object.keys(PATIENTS.columns).filter((name) => name !== "id");
    expect(new Set(listed.map((name) => empty?.[name]))).to.deep.equal(new Set([null]));
    const changed = new Set(operations.map(([, row]) => row.id));
    for (const row of [person, empty, accent]) expect(changed.has(row?.id ?? null)).to.equal(false);
  });

  it("goes over several hours after the load", () => {
    const hours = new Set(history.seconds.map(({ at }) => at.slice(0, 13)));
    expect(hours.size).to.be.greaterThan(2);
    for (const { at } of history.seconds) expect(at > history.loadedAt, at).to.equal(true);
  });

  it("has a key for each row, also of several columns", () => {
    const keys = sourceHistory(DOSES, 0).load.map((row) => DOSES.key.map((name) => row[name]).join());
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("shows a text only if there is one beside the key", () => {
    expect(specialColumn(PATIENTS)).to.equal("last_name");
    expect(specialColumn(DOSES)).to.equal(undefined);
  });
});
