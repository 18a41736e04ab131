import { expect } from "chai";
import { STACK, useStreams } from "./fake-streams.ts";

const FINDING = { code: "INDEX_ABSENT", where: "shop/people", problem: "no index", remedy: "Make one." } as never;

describe("ops start and stop of mysql-to-snowflake", () => {
  const { given, ops } = useStreams();
  const states = () => [...given.schedules.values()].map(({ State }) => State);

  it("[K-22] switches all schedules on, and leaves everything else of them as it is", async () => {
    const before = [...given.schedules.values()];
    const { code, out } = await ops("start", STACK);
    expect(code).to.equal(0);
    expect([...given.schedules.values()]).to.deep.equal(before.map((each) => ({ ...each, State: "ENABLED" })));
    expect(out).to.include("shop.order_lines, shop.people: on.");
  });

  it("switches them off again", async () => {
    await ops("start", STACK);
    const { code, out } = await ops("stop", STACK, "--json");
    expect({ code, states: states() }).to.deep.equal({ code: 0, states: ["DISABLED", "DISABLED"] });
    expect(JSON.parse(out)).to.deep.equal({
      ...{ stack: STACK, state: "DISABLED" },
      ...{ tables: ["shop.order_lines", "shop.people"], changed: ["shop.order_lines", "shop.people"] },
    });
  });

  it("changes nothing that is as wanted", async () => {
    const { out } = await ops("stop", STACK);
    expect(out).to.include("off already.");
    expect(given.aws.calls.filter(({ operation }) => operation.startsWith("PUT"))).to.deep.equal([]);
  });

  it("starts nothing if the source is not as the contract needs it, unless that is accepted", async () => {
    given.report = { findings: [FINDING] };
    const refused = await ops("start", STACK);
    expect(refused.code).to.equal(1);
    expect(refused.err).to.include("nothing was started").and.to.include("INDEX_ABSENT in shop/people: no index");
    expect(states()).to.deep.equal(["DISABLED", "DISABLED"]);
    expect((await ops("start", STACK, "--accept", "INDEX_ABSENT")).code).to.equal(0);
    expect(states()).to.deep.equal(["ENABLED", "ENABLED"]);
  });

  it("starts nothing if the producer gives no answer", async () => {
    given.report = { errorMessage: "it failed" } as never;
    const { code, err } = await ops("start", STACK);
    expect(code).to.equal(1);
    expect(err).to.include("failed when asked about shop: see its log");
    expect(states()).to.deep.equal(["DISABLED", "DISABLED"]);
  });

  it("says which databases there are", async () => {
    const { code, err } = await ops("stop", STACK, "--database", "club");
    expect(code).to.equal(2);
    expect(err).to.include("does not read club. Its databases: shop.");
  });

  it("does nothing in another account", async () => {
    given.aws.account = "999999999999";
    for (const command of ["start", "stop"]) expect((await ops(command, STACK)).err).to.include("nothing was done");
    expect(states()).to.deep.equal(["DISABLED", "DISABLED"]);
  });

  it("has no reload, and says how rows are sent again", async () => {
    const { code, err } = await ops("start", STACK, "--reload");
    expect(code).to.equal(2);
    expect(err).to.include("ops -- backfill");
  });

  it("says that the stack is not deployed", async () => {
    given.schedules.clear();
    expect((await ops("stop", STACK)).err).to.include("deploy production-us-west-2-mysql-to-snowflake first");
  });

  it("says that the stack is switched off, and that another command is not for it", async () => {
    expect((await ops("reload", STACK, "people")).err).to.include("has no replication task");
    given.settings = { deployStream: false };
    expect((await ops("start", STACK)).err).to.include("its deployStream is false");
  });
});
