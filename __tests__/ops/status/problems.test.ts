import { expect } from "chai";
import { masksIn } from "../../../contracts/mask-of.ts";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import { describeCleaner } from "../../../functions/cleaner/description.ts";
import type { Freshness } from "../../../stacks/freshness.ts";
import { cleanerSettings } from "../../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { ALL, ALLOW_LIST, PRIMARY, SECOND } from "../../stacks/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { answerQuestion } from "../fake-cleaner.ts";
import { operate } from "../operator.ts";
import { at, CLEAN, callsCleaner, type FakeStacks, fakeStacks, TODAY, tellsSnowpipe } from "./fake-stacks.ts";

const STACK = "production-us-west-2";
const RAW = "legion-analytics-us-west-2-production";

describe("ops status, if there is a problem,", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;
  const status = (...args: string[]) => operate(["status", ...args], aws.endpoint);

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

  /** The problems of the primary stack; the other stacks are not asked. */
  async function problems(): Promise<{ where: string; problem: string; remedy?: string }[]> {
    const { code, out } = await status(STACK, "--json");
    const document = JSON.parse(out);
    expect(code).to.equal(document.ok ? 0 : 1);
    return document.stacks[0].problems;
  }

  it("says since when and why a task is stopped, and what to do", async () => {
    Object.assign(stacks.task.description, {
      Status: "failed",
      StopReason: "Stop Reason FATAL_ERROR",
      LastFailureMessage: "the oplog has rolled over",
      ReplicationTaskStats: { StopDate: at("09:00").getTime() / 1000 },
    });
    expect(await problems()).to.deep.equal([
      {
        where: "task",
        problem: "failed since 2026-11-21T09:00:00.000Z; Stop Reason FATAL_ERROR; the oplog has rolled over",
        remedy: "npm run -s ops -- start production-us-west-2, which says how it can continue",
      },
    ]);
  });

  it("says of a task that never ran how it is started, and misses nothing else yet", async () => {
    stacks.task.description.Status = "ready";
    stacks.task.tables.length = 0;
    expect((await problems()).map(({ problem }) => problem)).to.deep.equal(["never started"]);
  });

  it("names a collection that the task does not know, and one that DMS has given up", async () => {
    stacks.task.tables.splice(0, 1);
    Object.assign(stacks.task.tables[0] as object, { TableState: "Table error" });
    const [unknown, suspended, ...others] = await problems();
    expect(others).to.deep.equal([]);
    expect(unknown).to.include({ where: "tickets" });
    expect(unknown?.remedy).to.equal(`npm run -s ops -- start ${STACK} --reload --collection tickets`);
    expect(suspended).to.include({ where: "invoices", problem: "Table error" });
    expect(suspended?.remedy).to.include(`dms-tasks-clearwell-${STACK}`);
  });

  it("says what is replicated and not listed, and the other way round", async () => {
    stacks.task.description.TableMappings = JSON.stringify(tableMappings({ tickets: {}, people: {} }, "legion"));
    expect((await problems()).map(({ problem }) => problem)).to.deep.equal([
      "listed here, not replicated: legion.invoices",
      "replicated, not listed here: legion.people",
    ]);
  });

  it("distinguishes a deployed mask from the working tree's", async () => {
    const deployed = { ...ALLOW_LIST, tickets: { state: true } } as const;
    stacks.deploy(deployed, cleanerSettings(PRIMARY));
    expect(await problems()).to.deep.equal([
      { where: "masks", problem: "deployed are others: tickets", remedy: "deploy, or check out what is deployed" },
    ]);
    const { out } = await status(STACK);
    expect(out).to.match(/^ +masks +1 differ$/m);
    expect(out).to.match(/tickets +\S+ +Table completed +another/);
    expect(out).to.match(/invoices +\S+ +Table completed +as listed/);
  });

  it("reads the masks of a cleaner that was deployed before it knew of databases", async () => {
    const { masks, ...rest } = describeCleaner({ legion: masksIn(ALLOW_LIST) }, cleanerSettings(PRIMARY));
    const before = Object.fromEntries(Object.entries(masks).map(([name, hash]) => [name.replace("legion/", ""), hash]));
    aws.on("POST /2015-03-31/functions/*", () => ({ ...rest, masks: before, checksHeaders: false }));
    expect((await problems()).map(({ where }) => where)).to.deep.equal(["RAW headers"]);
  });

  it("compares only the masks of its own database", async () => {
    const lists = { legion: masksIn(ALLOW_LIST), shop: { tickets: { note: true } } } as const;
    aws.on("POST /2015-03-31/functions/*", ({ input }) =>
      answerQuestion(JSON.parse(input.body), cleanerSettings(PRIMARY), stacks.files, lists),
    );
    expect(await problems()).to.deep.equal([]);
  });

  it("distinguishes a setting of the deployed cleaner from the working tree's", async () => {
    const settings = { ...cleanerSettings(PRIMARY), cleanNames: "same-name" } as const;
    stacks.deploy(ALLOW_LIST, settings);
    expect((await problems()).map(({ problem }) => problem)).to.deep.equal([
      "deployed with other settings: cleanNames",
    ]);
  });

  it("says of a cleaner that is too old to answer that it is to be deployed", async () => {
    aws.on("POST /2015-03-31/functions/*", () => "null");
    expect((await problems()).map(({ problem }) => problem)).to.deep.equal([
      `The cleaner of ${STACK} does not say under which masks it cleans: deploy the stack.`,
    ]);
  });

  it("[C-061] misses a notification that is for another function, for a part, or for some events", async () => {
    for (const wrong of [
      "",
      callsCleaner(SECOND),
      callsCleaner(PRIMARY, { prefix: "mongodb-data/legion/tickets/" }),
      callsCleaner(PRIMARY, { event: "s3:ObjectCreated:Put" }),
    ]) {
      stacks.notifications.set(RAW, wrong);
      expect((await problems()).map(({ where, problem }) => ({ where, problem }))).to.deep.equal([
        { where: "RAW -> cleaner", problem: "the notification is missing" },
      ]);
    }
  });

  it("[C-061] reports the missing notification to Snowpipe, by stack", async () => {
    for (const wrong of [
      tellsSnowpipe("production-us-east-1/clean/"),
      tellsSnowpipe("production-us-west-2/clean/", "arn:aws:sqs:us-east-1:444455556666:another"),
      tellsSnowpipe("production-us-west-2/clean/", PRIMARY.snowpipeSqsArn, "Suffix"),
    ]) {
      stacks.notifications.set(CLEAN, wrong);
      expect((await problems()).map(({ where }) => where)).to.deep.equal(["CLEAN -> Snowpipe"]);
    }
  });

  it("does not report it if the primary stack has no Snowpipe", async () => {
    stacks.notifications.set(CLEAN, "");
    const { snowpipeSqsArn: _none, ...primary } = PRIMARY;
    const environments = [primary, ...ALL.slice(1)];
    const { code, out } = await operate(["status", STACK], aws.endpoint, { environments });
    expect(code).to.equal(0);
    expect(out).to.match(/CLEAN -> Snowpipe +off/);
  });

  it("counts the objects that failed, those under inspection too", async () => {
    stacks.queues.set("clearwell-production-us-west-2-failures", { visible: 2, inFlight: 1 });
    expect(await problems()).to.deep.equal([
      {
        where: "failure queue",
        problem: "3 objects are not cleaned",
        remedy: "npm run -s ops -- failures production-us-west-2",
      },
    ]);
  });

  it("[C-060] says that RAW is not cleaned, once three attempts have had their time", async () => {
    const folder = `${RAW}/mongodb-data/legion/tickets`;
    stacks.objects.delete(`${folder}/${TODAY}.csv.gz`);
    stacks.objects.delete(`${CLEAN}/production-us-west-2/clean/legion/tickets/${TODAY}.1f0c9a3e.json.gz`);
    stacks.objects.set(`${folder}/20261121-110100000.csv.gz`, at("11:01"));
    expect(await problems()).to.deep.equal([]);
    stacks.objects.delete(`${folder}/20261121-110100000.csv.gz`);
    stacks.objects.set(`${folder}/20261121-110000000.csv.gz`, at("11:00"));
    const late = {
      where: "tickets",
      problem: "RAW has an object of 2026-11-21T11:00:00.000Z, but CLEAN has none since",
      remedy: "npm run -s ops -- failures production-us-west-2, and the cleaner's log",
    };
    expect(await problems()).to.deep.equal([late]);
    const cleaned = `${CLEAN}/production-us-west-2/clean/legion/tickets/20261121-100000000.1f0c9a3e.json.gz`;
    stacks.objects.set(cleaned, at("10:59"));
    expect(await problems()).to.deep.equal([late]);
    stacks.objects.set(cleaned, at("11:00"));
    expect(await problems()).to.deep.equal([]);
  });

  it("[C-058] says that RAW is empty although DMS has loaded, as long as RAW keeps rows", async () => {
    stacks.objects.delete(`${RAW}/mongodb-data/legion/tickets/${TODAY}.csv.gz`);
    expect((await problems()).map(({ where, problem }) => ({ where, problem }))).to.deep.equal([
      { where: "tickets", problem: "DMS loaded 1,234 rows, but RAW has none" },
    ]);
    const [table] = stacks.task.tables as [object];
    Object.assign(table, { FullLoadRows: 0 });
    expect(await problems()).to.deep.equal([]);
    Object.assign(table, { FullLoadRows: 1, FullLoadEndTime: Date.parse("2026-11-14T11:00:00Z") / 1000 });
    expect(await problems()).to.deep.equal([]);
  });

  it("says that a collection is silent for longer than its environment expects", async () => {
    const folder = `${CLEAN}/production-us-west-2/clean/legion/tickets`;
    const silent = [
      {
        where: "tickets",
        problem: "no CLEAN object since 2026-11-21T10:59:00.000Z: one is expected within 1 h",
        remedy: "check the task and RAW; if the collection changes rarely, set its freshness in environments/",
      },
    ];
    const found = async (freshness: Freshness) => {
      const environments = [{ ...PRIMARY, freshness: { default: { hours: 1 }, except: { tickets: freshness } } }];
      return JSON.parse((await operate(["status", "--json"], aws.endpoint, { environments })).out).stacks[0].problems;
    };
    stacks.objects.delete(`${RAW}/mongodb-data/legion/tickets/${TODAY}.csv.gz`);
    stacks.objects.set(`${RAW}/mongodb-data/legion/tickets/20261121-100000000.csv.gz`, at("10:00"));
    stacks.objects.delete(`${folder}/${TODAY}.1f0c9a3e.json.gz`);
    stacks.objects.set(`${folder}/20261121-100000000.1f0c9a3e.json.gz`, at("10:59"));
    expect(await found({ hours: 1 })).to.deep.equal(silent);
    expect(await found({ hours: 2 })).to.deep.equal([]);
    expect(await found({ none: "it is loaded once" })).to.deep.equal([]);
  });

  it("counts the silence of a collection without any object from its load", async () => {
    for (const [bucket, ending] of [
      [`${RAW}/mongodb-data`, "csv.gz"],
      [`${CLEAN}/production-us-west-2/clean`, "1f0c9a3e.json.gz"],
    ])
      stacks.objects.delete(`${bucket}/legion/tickets/${TODAY}.${ending}`);
    const [table] = stacks.task.tables as [object];
    Object.assign(table, { FullLoadRows: 0 });
    expect(await problems()).to.deep.equal([]);
    Object.assign(table, { FullLoadEndTime: Date.parse("2026-11-20T11:59:00Z") / 1000 });
    expect((await problems()).map(({ where }) => where)).to.deep.equal(["tickets"]);
  });

  it("says to deploy a stack that is not deployed", async () => {
    aws.on("DescribeReplicationTasks", () => {
      throw new AwsFault("ResourceNotFoundFault", "No Tasks found matching provided filter");
    });
    expect((await problems())[0]?.problem).to.include(`deploy ${STACK} first`);
  });
});
