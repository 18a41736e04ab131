import { expect } from "chai";
import pc from "picocolors";
import { masksIn } from "../../../contracts/mask-of.ts";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import { describeCleaner } from "../../../functions/cleaner/description.ts";
import type { Freshness } from "../../../stacks/freshness.ts";
import { cleanerSettings } from "../../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { ALL, ALLOW_LIST, PRIMARY, SECOND, SWITCHED_OFF } from "../../stacks/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { answerQuestion } from "../fake-cleaner.ts";
import { operate } from "../operator.ts";
import { at, CLEAN, callsCleaner, type FakeStacks, fakeStacks, TODAY, tellsSnowpipe } from "./fake-stacks.ts";

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
    expect(err).to.include("deployDms is false");
  });

  describe("if there is a problem", () => {
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
      const before = Object.fromEntries(
        Object.entries(masks).map(([name, hash]) => [name.replace("legion/", ""), hash]),
      );
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

  describe("if it has no access", () => {
    it("shows the other regions, and exits with 1", async () => {
      aws.on("DescribeReplicationTasks", ({ region }) => {
        if (region === "us-east-1") throw new AwsFault("AccessDeniedException", "not in this region");
        return { ReplicationTasks: [{ ...stacks.task.description }] };
      });
      const { code, out } = await status();
      expect(code).to.equal(1);
      expect(out.split("\n")[1]?.trim().split(/ +/)).to.deep.equal(["task", "running", "?", "running"]);
      expect(out).to.match(/^production-us-east-1\n {2}task: AWS: AccessDeniedException: not in this region\./m);
      expect(out).not.to.include("All well");
    });

    it("shows what else there is of the same stack, and takes nothing for missing that it did not see", async () => {
      const failing: [operation: string, where: string, others: string[]][] = [
        ["DescribeTableStatistics", "tables", ["running", "as listed"]],
        ["GetQueueUrl", "failure queue", ["running", "as listed", "Table completed"]],
        ["POST /2015-03-31/functions/*", "cleaner", ["running", "Table completed"]],
        [`GET /${RAW}/`, "RAW", ["running", "as listed", "Table completed"]],
        [`GET /${CLEAN}/`, "CLEAN", ["running", "as listed", "Table completed"]],
      ];
      for (const [operation, where, others] of failing) {
        const broken = await startFakeAws();
        const { notifications } = fakeStacks(broken);
        broken.on(operation, ({ input }) => {
          const notification = "notification" in (input.query ?? {}) && notifications.get(input.path.split("/")[1]);
          if (notification) return `<NotificationConfiguration>${notification}</NotificationConfiguration>`;
          throw new AwsFault("AccessDeniedException", "no");
        });
        const { code, out } = await operate(["status", STACK], broken.endpoint);
        await broken.close();
        expect(code, operation).to.equal(1);
        for (const other of others) expect(out, operation).to.include(other);
        const [, problems] = out.split(`\n\n${STACK}\n`);
        expect(problems, operation).to.equal(
          `  ${where}: AWS: AccessDeniedException: no. docs/runbook.md lists the rights of an operator.`,
        );
      }
    });

    it("passes a mistake of its own on as it is", async () => {
      const mistake = new TypeError("undefined is not a function");
      const failing = operate(["status", STACK], aws.endpoint, {
        aws: () => {
          throw mistake;
        },
      });
      expect(await failing.catch((error: unknown) => error)).to.equal(mistake);
    });

    it("does not call another account, which may have the same names", async () => {
      aws.account = "999988887777";
      const { code, out } = await status(STACK);
      expect(code).to.equal(1);
      expect(out).to.include("account: Your credentials are for account 999988887777");
      expect(aws.calls.map(({ operation }) => operation)).to.deep.equal(["GetCallerIdentity"]);
    });
  });
});
