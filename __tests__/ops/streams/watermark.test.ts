import { expect } from "chai";
import { STACK, useStreams } from "./fake-streams.ts";

const PARAMETER = "/clearwell/production/mysql/shop/people/watermark";

describe("ops watermark", () => {
  const { given, ops } = useStreams();
  const parameter = { value: "2026-11-21 11:00:00.000000", version: 7 };
  /** What the version is when the operator writes. */
  let moved = 0;
  beforeEach(() => {
    Object.assign(parameter, { value: "2026-11-21 11:00:00.000000", version: 7 });
    moved = 0;
    given.aws.on("GetParameter", ({ input }) => {
      expect(input.Name).to.equal(PARAMETER);
      const { value, version } = parameter;
      return { Parameter: { Value: value, Version: version, LastModifiedDate: Date.UTC(2026, 10, 21, 11, 5) / 1000 } };
    });
    given.aws.on("PutParameter", ({ input }) => {
      expect(input).to.include({ Name: PARAMETER, Type: "String", Overwrite: true });
      Object.assign(parameter, { value: input.Value, version: parameter.version + 1 + moved });
      return { Version: parameter.version };
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

  it("moves it, and says what it was", async () => {
    const { code, out } = await ops("watermark", STACK, "people", "--set", "2026-11-20T10:00:00.5+01:00");
    expect({ code, value: parameter.value }).to.deep.equal({ code: 0, value: "2026-11-20 09:00:00.500000" });
    expect(out).to.equal("shop.people: moved from 2026-11-21 11:00:00.000000 to 2026-11-20 09:00:00.500000.");
    const again = await ops("watermark", STACK, "people", "--set", "none", "--json");
    expect(JSON.parse(again.out)).to.deep.equal({
      ...{ table: "shop.people", before: "2026-11-20 09:00:00.500000", watermark: "none" },
    });
  });

  it("says that rows are left out if it is moved forward, and refuses the future", async () => {
    expect((await ops("watermark", STACK, "people", "--set", "2026-11-21T11:30:00Z")).out).to.include(
      "ops backfill does",
    );
    const { code, err } = await ops("watermark", STACK, "people", "--set", "2026-11-21T12:00:01Z");
    expect({ code, version: parameter.version }).to.deep.equal({ code: 2, version: 8 });
    expect(err).to.include("--set is in the future");
  });

  it("says so if a run moved it at the same time", async () => {
    moved = 1;
    const { code, err } = await ops("watermark", STACK, "people", "--set", "2026-11-20");
    expect(code).to.equal(1);
    expect(err).to.include("A run moved the watermark at the same time");
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
