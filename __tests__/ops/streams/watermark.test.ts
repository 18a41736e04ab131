import { expect } from "chai";
import { STACK, useStreams } from "./fake-streams.ts";

const INVOKE = "POST /2015-03-31/functions/clearwell-production-us-west-2-mysql-shop-producer/invocations";
const PARAMETER = "/clearwell/production/mysql/shop/people/watermark";

describe("ops watermark", () => {
  const { given, ops } = useStreams();
  const parameter = { value: "", version: 7 };
  const events: object[] = [];
  let answer: object;
  beforeEach(() => {
    parameter.value = "2026-11-21 11:00:00.000000 control 2026-11-21";
    events.length = 0;
    answer = { before: "2026-11-21 11:00:00.000000", watermark: null };
    given.aws.on("GetParameter", ({ input }) => {
      expect(input.Name).to.equal(PARAMETER);
      const { value, version } = parameter;
      return { Parameter: { Value: value, Version: version, LastModifiedDate: Date.UTC(2026, 10, 21, 11, 5) / 1000 } };
    });
    given.aws.on(INVOKE, ({ input }) => {
      events.push(JSON.parse(input.body));
      return answer;
    });
  });

  it("shows up to when a table was read", async () => {
    for (const table of ["people", "shop.people"])
      expect((await ops("watermark", STACK, table)).out).to.equal(
        "shop.people: all rows that were changed before 2026-11-21 11:00:00.000000 UTC were sent. Moved at 2026-11-21T11:05:00.000Z.",
      );
    parameter.value = "none";
    expect((await ops("watermark", STACK, "people")).out).to.include("never read");
  });

  it("lets the producer move it, whose log has what it was, and says it", async () => {
    const { code, out } = await ops("watermark", STACK, "people", "--set", "2026-11-20T10:00:00.5+01:00");
    expect({ code, events }).to.deep.equal({
      ...{ code: 0, events: [{ table: "people", watermark: "2026-11-20 09:00:00.500000" }] },
    });
    expect(out).to.equal("shop.people: moved from 2026-11-21 11:00:00.000000 to 2026-11-20 09:00:00.500000.");
    const again = await ops("watermark", STACK, "people", "--set", "none", "--json");
    expect(JSON.parse(again.out)).to.deep.equal({
      ...{ table: "shop.people", before: "2026-11-21 11:00:00.000000", watermark: "none" },
    });
    expect(events[1]).to.deep.equal({ table: "people", watermark: null });
    answer = { before: null, watermark: null };
    expect((await ops("watermark", STACK, "people", "--set", "none")).out).to.include("moved from none to none");
  });

  it("says that rows are left out if it is moved forward, and refuses the future", async () => {
    expect((await ops("watermark", STACK, "people", "--set", "2026-11-21T11:30:00Z")).out).to.include(
      "ops backfill does",
    );
    const { code, err } = await ops("watermark", STACK, "people", "--set", "2026-11-21T12:00:01Z");
    expect({ code, calls: events.length }).to.deep.equal({ code: 2, calls: 1 });
    expect(err).to.include("--set is in the future");
  });

  it("says so if a run moved it at the same time", async () => {
    answer = { errorMessage: "WATERMARK_MOVED: ann@example.org" };
    const { code, err } = await ops("watermark", STACK, "people", "--set", "2026-11-20");
    expect(code).to.equal(1);
    expect(err).to.include("WATERMARK_MOVED. Somebody else moved the watermark").and.not.include("ann@");
  });

  it("takes no time without a zone, no table that is not read, and no other stack", async () => {
    for (const [args, said] of [
      [[STACK, "people", "--set", "2026-11-20T10:00:00"], "is not a time: write one in UTC"],
      [[STACK, "people", "--set", "2026-13-20"], "is not a time"],
      [[STACK, "cards"], "does not read the table cards. Its tables: shop.order_lines, shop.people."],
      [["production-us-west-2", "people"], 'There is no stack "production-us-west-2" of mysql-to-snowflake.'],
    ] as const) {
      const { code, err } = await ops("watermark", ...args);
      expect(code).to.equal(2);
      expect(err).to.include(said);
    }
    expect(given.aws.calls.map(({ operation }) => operation)).to.deep.equal([]);
  });
});
