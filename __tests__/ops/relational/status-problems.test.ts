import { expect } from "chai";
import pc from "picocolors";
import { finding } from "../../../functions/source-columns/finding.ts";
import { SOURCE_ERRORS } from "../../../functions/source-columns/source-errors.ts";
import { production, SOURCES, withDatabase } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { AwsFault } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { at } from "../status/fake-stacks.ts";
import { INVOKE_SOURCES, mappingsOf, STACK } from "./fake-tasks.ts";

import { FUNCTION, LAKE, useHealthyStack } from "./healthy-stack.ts";

describe("ops status of relational-to-snowflake, if something is wrong,", () => {
  const { given, status, found } = useHealthyStack();

  it("reports a task that is stopped or never started, with its database", async () => {
    Object.assign(given.tasks.clinic.description, { Status: "ready" });
    Object.assign(given.tasks.ledger.description, { Status: "failed", LastFailureMessage: "slot is gone" });
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems).to.deep.equal([
      { where: "task of clinic", problem: "never started", remedy: `npm run -s ops -- start ${STACK}` },
      {
        where: "task of ledger",
        problem: "failed; slot is gone",
        remedy: `npm run -s ops -- start ${STACK}, which says how it can continue; if a record stopped it: docs/runbook.md#task-stopped`,
      },
    ]);
  });

  it("names the table whose record stopped the task, and how to go on and load it again", async () => {
    Object.assign(given.tasks.clinic.description, { Status: "stopped", StopReason: "Stop Reason FATAL_ERROR" });
    Object.assign(given.tasks.clinic.tables[1] as object, { TableState: "Table error" });
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems.map(({ where, problem }: Record<string, string>) => [where, problem])).to.deep.equal([
      ["task of clinic", "stopped; Stop Reason FATAL_ERROR"],
      ["clinic/rooms", "Table error"],
    ]);
    expect(problems[1].remedy).to.equal(
      "the reason is in the log dms-tasks-clearwell-production-us-west-2-relational; " +
        `then npm run -s ops -- start ${STACK} --resume; ` +
        `then npm run -s ops -- start ${STACK} --reload --collection clinic/rooms`,
    );
  });

  it("finds nothing wrong with a task that has loaded and does nothing else", async () => {
    Object.assign(given.tasks.clinic.description, {
      Status: "stopped",
      StopReason: "Stop Reason FULL_LOAD_ONLY_FINISHED",
    });
    expect((await found()).problems).to.have.length(1);
    given.settings = withDatabase("clinic", { migration: "full-load" });
    expect(await found()).to.include({ code: 0 });
    const printed: string[] = [];
    const colors = pc.createColors(true);
    const out = { colors, print: (text: string) => void printed.push(text) } as never;
    await operate(["status", STACK], given.aws.endpoint, {
      literals: [production(given.settings)],
      sources: SOURCES,
      out,
    });
    expect(printed.join("\n")).to.include("stopped").and.not.include(colors.red("stopped"));
  });

  it("reports tables and columns that are deployed otherwise than listed", async () => {
    given.tasks.clinic.description.TableMappings = mappingsOf("clinic", "clinic", ["rooms"]);
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    // The table, its two columns and the order of its changes.
    expect(out)
      .to.match(/tables +4 differ/)
      .and.include("task of clinic: listed here, not replicated: clinic.rooms.floor");
  });

  it("reports a table that the running task lacks, or with which it can't go on", async () => {
    given.tasks.clinic.tables.splice(0, 2, { SchemaName: "clinic", TableName: "rooms", TableState: "Table error" });
    const { problems } = await found();
    expect(problems.map(({ where, problem }: Record<string, string>) => [where, problem])).to.deep.equal([
      ["clinic/visits", "listed, but not in the running task"],
      ["clinic/rooms", "Table error"],
    ]);
    expect(problems[1].remedy)
      .to.include("dms-tasks-clearwell-production-us-west-2-relational;")
      .and.include(`start ${STACK} --reload --collection clinic/rooms`);
    given.settings = withDatabase("clinic", { migration: "cdc" });
    const ofChanges = (await found()).problems as Record<string, string>[];
    expect(ofChanges.map(({ where }) => where)).to.deep.equal(["clinic/rooms"]);
    expect(ofChanges[0]?.remedy).not.to.include("--reload");
  });

  it("finds the file of a full load, if there is no newer one of changes", async () => {
    for (const key of given.fake.objects.keys()) if (key.startsWith(LAKE)) given.fake.objects.delete(key);
    given.fake.objects.set(
      `${LAKE}/clinic/rooms/2026/10/02/09/20261002-090000123.parquet`,
      new Date("2026-10-02T09:00:00Z"),
    );
    given.fake.objects.set(`${LAKE}/clinic/rooms/LOAD00000001.parquet`, at("09:00"));
    const { tables } = await found();
    expect(tables.map(({ lake }: { lake: { key: string } | null }) => lake?.key)).to.deep.equal([
      undefined,
      "clinic/rooms/LOAD00000001.parquet",
      undefined,
    ]);
  });

  it("lists only since yesterday where there are changes", async () => {
    await status(STACK);
    const listings = given.aws.calls.filter(({ operation }) => operation.startsWith(`GET /${LAKE}`));
    expect(listings.map(({ input }) => input.query["start-after"])).to.have.members([
      "clinic/visits/2026/11/20",
      "clinic/rooms/2026/11/20",
      "ledger/entries/2026/11/20",
    ]);
  });

  it("shows the columns that the lake has and no contract lists, and what to do", async () => {
    const none = { files: 1, key: "clinic/visits/LOAD00000001.parquet", columns: [], more: 0, cause: null };
    given.report = {
      ...given.report,
      findings: [
        { ...none, code: "UNLISTED_COLUMN", table: "clinic/visits", columns: ["ssn", "\\u{1b}[2J"], more: 3 },
        { ...none, code: "LAKE_READ_FAILED", table: "clinic/rooms", cause: "AccessDenied 403" },
        { ...none, code: "UNLISTED_TABLE", table: "payroll/\u001b[2Jwages", files: 0, key: null },
      ],
    };
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems.map(({ where, problem }: Record<string, string>) => [where, problem])).to.deep.equal([
      ["clinic/visits", "UNLISTED_COLUMN: ssn, \\u{1b}[2J, 3 more, in clinic/visits/LOAD00000001.parquet"],
      ["clinic/rooms", "LAKE_READ_FAILED: in clinic/visits/LOAD00000001.parquet, AccessDenied 403"],
      ["payroll/\uFFFD[2Jwages", "UNLISTED_TABLE"],
    ]);
    expect(problems[0].remedy).to.match(/^A file in the lake has a column/);
    expect((await status(STACK)).out).to.match(/columns in the lake +3 problems/);
  });

  it("shows what is wrong in the sources, and what to do", async () => {
    const gone = finding("COLUMN_ABSENT", "clinic/visits.room", "listed, and not in the source");
    const strange = finding("SOURCE_UNREACHABLE", "ledger", "can't connect: \u001b[2J");
    given.aws.on(INVOKE_SOURCES, () => ({
      databases: {
        clinic: { findings: [gone], unlisted: ["visits.card"] },
        ledger: { findings: [strange], unlisted: null },
      },
    }));
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems).to.deep.equal([
      {
        where: "clinic/visits.room",
        problem: "COLUMN_ABSENT: listed, and not in the source",
        remedy: SOURCE_ERRORS.COLUMN_ABSENT.remedy,
      },
      {
        where: "ledger",
        problem: "SOURCE_UNREACHABLE: can't connect: \uFFFD[2J",
        remedy: SOURCE_ERRORS.SOURCE_UNREACHABLE.remedy,
      },
    ]);
    const { out } = await status(STACK);
    expect(out)
      .to.match(/sources +2 problems/)
      .and.match(/columns not listed +\?/);
  });

  it("says that the sources could not be compared, or that the function is not deployed", async () => {
    given.aws.on(INVOKE_SOURCES, () => ({ errorType: "Error", errorMessage: "Ann Smith" }));
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/sources +\?/)
      .and.include("failed when asked about the sources: see its log.")
      .and.not.include("Ann Smith");
    given.aws.on(INVOKE_SOURCES, () => {
      throw new AwsFault("ResourceNotFoundException", "no", 404);
    });
    expect((await status(STACK)).out).to.include("is not deployed");
  });

  it("says that the lake has no files, or that nobody knows its columns", async () => {
    given.report = { tables: 0, files: 0, findings: [] };
    expect((await status(STACK)).out).to.match(/columns in the lake +no files/);
    given.aws.on(`POST /2015-03-31/functions/${FUNCTION}/invocations`, () => ({ errorType: "AccessDenied" }));
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/columns in the lake +\?/)
      .and.include(`${FUNCTION} of ${STACK} failed when asked`);
    given.aws.on(`POST /2015-03-31/functions/${FUNCTION}/invocations`, () => {
      throw new AwsFault("ResourceNotFoundException", "no", 404);
    });
    expect((await status(STACK)).out).to.include("lake columns: AWS: ResourceNotFoundException");
  });

  it("shows what it can if something is refused, missing, or in another account", async () => {
    given.aws.on(`GET /${LAKE}*`, () => {
      throw new AwsFault("AccessDenied", "no", 403);
    });
    given.aws.on("DescribeReplicationTasks", () => {
      throw new AwsFault("ResourceNotFoundFault", "none");
    });
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/task of clinic +\?/)
      .and.match(/tables +\?/)
      .and.match(/engine +3\.6\.1/);
    expect(out)
      .to.include(`relational-clinic-task in us-west-2: deploy ${STACK} first`)
      .and.include("lake: AWS: AccessDenied");
    given.aws.account = "999988887777";
    const { tasks: none, problems } = await found();
    expect(none).to.deep.equal({});
    expect(problems[0].problem).to.include(`${STACK} is in 111122223333`);
  });
});
