import { expect } from "chai";
import type { Registered } from "../../../warehouse/redshift/schema.ts";
import { updateTable } from "../../../warehouse/redshift/table.ts";

describe("A table that is brought up to date", () => {
  const place = { database: "shop", collection: "orders" };

  it("gets its new columns one by one, or is made anew if they are more than a transaction takes", () => {
    const words = (count: number) => updateTable(place, 1, wider(count)).map(({ sql }) => sql.split(" ")[0]);
    expect(words(2)).to.deep.equal(["LOCK", "SELECT", "ALTER", "ALTER", "INSERT"]);
    expect(words(30)).to.have.length.at.most(40);
    expect(words(31)).to.deep.equal(["LOCK", "SELECT", "DROP", "CREATE", "DELETE", "INSERT"]);
  });

  it("is locked by its ledger before anything else", () => {
    for (const was of [0, 1]) expect(updateTable(place, was, wider(1))[0]?.sql).to.equal('LOCK "loads_shop"."orders"');
  });

  function wider(count: number): Registered {
    const columns = Array.from({ length: count }, (_, at) => {
      return { field: `f${at}`, column: `f${at}`, type: "BIGINT", since: 2 } as const;
    });
    return { version: 2, madeAt: 1, columns, paths: {} };
  }
});
