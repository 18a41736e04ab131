import { expect } from "chai";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { production } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { operate } from "../operator.ts";
import { tellsSnowpipe } from "../status/fake-stacks.ts";
import { STACK, WELL } from "./fake-tasks.ts";

import { LAKE, useHealthyStack } from "./healthy-stack.ts";

describe("ops status of relational-to-snowflake", () => {
  const { given, status, found } = useHealthyStack();

  it("shows tasks, engine and tables of a stack in which all is well", async () => {
    const { code, out } = await status(STACK);
    expect(code).to.equal(0);
    expect(out.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "))).to.deep.equal([
      STACK,
      "task of clinic | running",
      "full load of clinic | 100 %",
      "task of ledger | running",
      "full load of ledger | 100 %",
      "engine | 3.6.1",
      "no new instances from | 2027-04-30",
      "forced upgrade | 2027-06-30",
      "tables | as listed",
      "sources | as listed",
      "columns not listed | 1",
      "columns in the lake | as listed",
      "lake -> Snowflake | off",
      "",
      "By table (lake: age of the newest object; changes since the last start)",
      "table | stack | in DMS | loaded | inserts | updates | deletes | lake",
      `clinic/visits | ${STACK} | Table completed | 1,234 | 5 | 6 | 7 | 10 min`,
      `clinic/rooms | ${STACK} | Table completed | 1,234 | 5 | 6 | 7 | 20 min`,
      `ledger/entries | ${STACK} | Table completed | 1,234 | 5 | 6 | 7 | 30 min`,
      "",
      "All well.",
    ]);
  });

  it("gives all of it as one document", async () => {
    const { code, tables, engine, lakeColumns, sources, ...rest } = await found();
    expect(lakeColumns).to.deep.equal(given.report);
    expect(sources).to.deep.equal(WELL);
    expect({ code, ...rest }).to.deep.equal({
      code: 0,
      stack: STACK,
      region: "us-west-2",
      notification: "off",
      tasks: {
        clinic: { database: "clinic", status: "running", fullLoadPercent: 100, notDeployed: [], notListed: [] },
        ledger: { database: "ledger", status: "running", fullLoadPercent: 100, notDeployed: [], notListed: [] },
      },
      problems: [],
    });
    expect(engine.version).to.equal("3.6.1");
    expect(tables[0]).to.deep.equal({
      table: "clinic/visits",
      dms: { state: "Table completed", fullLoadRows: 1234, inserts: 5, updates: 6, deletes: 7, loadedAt: null },
      lake: { key: "clinic/visits/2026/11/21/11/20261121-115000123.parquet", at: "2026-11-21T11:50:00.000Z" },
    });
  });

  it("reports that the lake does not notify Snowflake's queue of the files of each database", async () => {
    const queueArn = "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE";
    given.settings = { refresh: { queueArn } };
    const notifies = (...databases: readonly string[]) =>
      given.fake.notifications.set(LAKE, databases.map((database) => tellsSnowpipe(`${database}/`, queueArn)).join(""));
    notifies("clinic", "ledger");
    expect(await found()).to.deep.include({ code: 0, notification: "present" });
    notifies("clinic");
    const { problems, notification } = await found();
    expect(notification).to.equal("missing");
    expect(problems.map(({ where }: { where: string }) => where)).to.deep.equal(["lake -> Snowflake"]);
    given.settings = { refresh: {} };
    expect(await found()).to.deep.include({ code: 0, notification: "off" });
  });

  it("shows each pipeline in a section of its own, without a name or with several", async () => {
    const { out } = await status();
    expect(out).to.match(
      new RegExp(
        `production-us-west-2 +production-us-east-1 +staging-us-west-2\\n +task .*\\n\\n +${STACK}\\n +task of`,
        "s",
      ),
    );
    const { stacks, relational } = JSON.parse((await status(STACK, "production-us-east-1", "--json")).out);
    expect([...stacks, ...relational].map(({ stack }) => stack)).to.deep.equal(["production-us-east-1", STACK]);
  });

  it("has no section for a pipeline without a stack", async () => {
    given.settings = { deployDms: false };
    expect(JSON.parse((await status("--json")).out)).not.to.include.keys("relational");
    const { code, err } = await operate(["status"], given.aws.endpoint, {
      environments: [{ ...PRIMARY, deployDms: false }],
      literals: [production(given.settings)],
    });
    expect(code).to.equal(2);
    expect(err).to.include("deployDms, deployStream, deployJobs or deployModules is false in each");
  });
});
