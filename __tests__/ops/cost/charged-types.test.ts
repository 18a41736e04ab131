import { expect } from "chai";
import { CHARGED_TYPES } from "../../../ops/cost/charged-types.ts";
import { type ListPrice, PRICES } from "../../../ops/cost/prices.ts";
import { ALL, PRIMARY, WITH_OPTIONS } from "../../stacks/fixtures.ts";
import { synthEachRedshift } from "../../stacks/mongodb-to-redshift/synth.ts";
import { synthNetwork } from "../../stacks/network/synth.ts";
import { synthEachModule } from "../../stacks/snowflake-to-postgres/synth.ts";
import { synthAll, synthShipped } from "../../stacks/synth.ts";

describe("what resources cost", () => {
  it("is known for every type that a stack has (if not: look up what AWS charges, and add it)", () => {
    const stacks = [
      ...synthShipped().values(),
      ...synthAll(ALL).values(),
      ...synthAll([PRIMARY, WITH_OPTIONS]).values(),
      synthNetwork(),
      ...synthEachRedshift(),
      ...synthEachModule(),
    ];
    const types = new Set(stacks.flatMap(({ resource = {} }) => Object.keys(resource)));
    expect([...types].filter((type) => !Object.hasOwn(CHARGED_TYPES, type))).to.deep.equal([]);
  });

  it("has a day and AWS's page for every price, and no day without a price", () => {
    for (const [item, price] of Object.entries<ListPrice>(PRICES)) {
      expect(price.page, item).to.match(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+\/pricing\/$/);
      expect(price.date !== undefined, item).to.equal(Object.keys(price.usd).length > 0);
      if (price.date !== undefined) expect(price.date, item).to.match(/^20\d\d-[01]\d-[0-3]\d$/);
      for (const usd of Object.values(price.usd)) expect(usd, item).to.be.above(0);
    }
  });
});
