import { expect } from "chai";
import pc from "picocolors";
import { SWITCHED_OFF } from "../../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { at, type FakeStacks, fakeStacks, TODAY } from "./fake-stacks.ts";

const STACK = "production-us-west-2";
const RAW = "legion-analytics-us-west-2-production";

describe("ops status", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;
  const status = (...args: string[]) => operate(["status", ...args], aws.endpoint);

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

  it("shows every stack with a pipeline side by side, and exits with 0 if all is well", async () => {
    const { code, out, err } = await status();
    expect(code).to.equal(0);
    expect(out).to.match(/All well\.$/);
    const [head, task] = out.split("\n");
    expect(head?.trim().split(/ +/)).to.deep.equal([STACK, "production-us-east-1", "staging-us-west-2"]);
    expect(task?.trim().split(/ +/)).to.deep.equal(["task", "running", "running", "running"]);
    expect(err.split("\n").sort()).to.deep.equal(["production-us-east-1", STACK, "staging-us-west-2"]);
  });

  it("[C-058, C-060] shows of each collection what DMS did, and the age of the newest RAW and CLEAN object", async () => {
    const { out } = await status(STACK);
    expect(out).to.match(/tickets +production-us-west-2 +Table completed +as listed +1,234 +5 +6 +7 +10 min +9 min$/m);
    expect(out).to.match(/invoices +production-us-west-2 +Table completed/);
  });

  it("[C-058, C-060, C-061] gives all of it as one document", async () => {
    const { stacks: found, ...rest } = JSON.parse((await status("production-us-east-1", "--json")).out);
    expect(rest).to.deep.equal({ ok: true, at: "2026-11-21T12:00:00.000Z" });
    const [{ collections, cleaner, ...stack }] = found;
    expect(stack).to.deep.equal({
      stack: "production-us-east-1",
      region: "us-east-1",
      task: { database: "legion", status: "running", fullLoadPercent: 100, notDeployed: [], notListed: [] },
      otherTasks: [],
      engine: {
        version: "3.6.1",
        deprecatedAt: "2027-04-30T00:00:00.000Z",
        forcedUpgradeAt: "2027-06-30T00:00:00.000Z",
        availableUpgrades: ["3.7.0"],
      },
      rawNotification: "present",
      cleanNotification: "present",
      failures: 0,
      problems: [],
    });
    expect(cleaner.otherMasks).to.deep.equal([]);
    expect(collections[0]).to.deep.equal({
      collection: "tickets",
      table: {
        state: "Table completed",
        fullLoadRows: 1234,
        inserts: 5,
        updates: 6,
        deletes: 7,
        loadedAt: "2026-11-21T03:00:00.000Z",
      },
      raw: { key: `mongodb-data/legion/tickets/${TODAY}.csv.gz`, at: "2026-11-21T11:50:00.000Z" },
      clean: {
        key: `production-us-east-1/clean/legion/tickets/${TODAY}.1f0c9a3e.json.gz`,
        at: "2026-11-21T11:51:00.000Z",
      },
      mask: "as listed",
      header: {
        key: `mongodb-data/legion/tickets/${TODAY}.csv.gz`,
        refusal: null,
        columns: 6,
        kept: ["oid__id", "dms_replicated_at", "state", "address"],
        dropped: ["total", "array_labels"],
        absent: [],
        meant: {},
        headerOnly: false,
      },
      headerOnly: 0,
    });
  });

  it("takes no object of another collection whose name begins alike", async () => {
    stacks.objects.set(`${RAW}/mongodb-data/legion/tickets-old/${TODAY}.csv.gz`, at("11:59"));
    expect((await status(STACK)).out).to.match(/tickets .* 10 min +9 min$/m);
  });

  it("shows in red what is wrong, and nothing else", async () => {
    stacks.queues.set("clearwell-production-us-west-2-failures", { visible: 1, inFlight: 0 });
    const printed: string[] = [];
    const colors = pc.createColors(true);
    const out = { colors, print: (text: string) => void printed.push(text) } as never;
    await operate(["status", STACK], aws.endpoint, { out });
    const [overview = ""] = printed;
    expect(overview).to.include(colors.red("1"));
    expect(overview.split(colors.red("|").split("|")[0] as string)).to.have.length(2);
  });

  it("refuses an unknown stack, and a repository without any pipeline", async () => {
    expect((await status("production")).code).to.equal(2);
    const { code, err } = await operate(["status"], aws.endpoint, { environments: [SWITCHED_OFF] });
    expect(code).to.equal(2);
    expect(err).to.include("deployDms, deployStream, deployJobs or deployModules is false in each");
  });
});
