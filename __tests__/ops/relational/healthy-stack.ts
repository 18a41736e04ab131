import { expect } from "chai";
import type { LakeReport } from "../../../functions/lake-columns/report.ts";
import type { RelationalToSnowflakeSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { production, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { at, type FakeStacks, fakeStacks } from "../status/fake-stacks.ts";
import { type FakeTasks, fakeTasks, STACK } from "./fake-tasks.ts";

export const LAKE = "clearwell-changes-us-west-2-production";
export const FUNCTION = "clearwell-production-us-west-2-relational-lake";
const COUNTS = { TableState: "Table completed", FullLoadRows: 1234, Inserts: 5, Updates: 6, Deletes: 7 };

/** An AWS of its own for each test, with a stack in which all is well until the test changes it. */
interface HealthyStack {
  aws: FakeAws;
  fake: FakeStacks;
  tasks: FakeTasks;
  settings: Partial<RelationalToSnowflakeSettings>;
  /** What the check of the lake answers. */
  report: LakeReport;
}

/** Registers the hooks that start and stop it. */
export function useHealthyStack() {
  const given = {} as HealthyStack;
  beforeEach(async () => {
    const aws = await startFakeAws();
    const report: LakeReport = { tables: 3, files: 3, findings: [] };
    Object.assign(given, { aws, fake: fakeStacks(aws), tasks: fakeTasks(aws), settings: {}, report });
    fill(given);
  });
  afterEach(() => given.aws.close());
  const status = (...args: string[]) =>
    operate(["status", ...args], given.aws.endpoint, { literals: [production(given.settings)], sources: SOURCES });
  return {
    given,
    status,
    /** The status of the stack as JSON, with the exit code. */
    found: async () => {
      const { code, out } = await status(STACK, "--json");
      const { relational } = JSON.parse(out);
      return { code, ...relational[0] };
    },
  };
}

function fill(given: HealthyStack): void {
  const { aws, fake, tasks } = given;
  aws.on(`POST /2015-03-31/functions/${FUNCTION}/invocations`, ({ input }) => {
    expect(JSON.parse(input.body)).to.deep.equal({ clearwell: "check-lake" });
    return given.report;
  });
  for (const { description } of Object.values(tasks))
    Object.assign(description, { Status: "running", ReplicationTaskStats: { FullLoadProgressPercent: 100 } });
  tasks.clinic.tables.push(...["visits", "rooms"].map((TableName) => ({ SchemaName: "clinic", TableName, ...COUNTS })));
  tasks.ledger.tables.push({ SchemaName: "public", TableName: "entries", ...COUNTS });
  for (const [table, minute] of [
    ["clinic/visits", "50"],
    ["clinic/rooms", "40"],
    ["ledger/entries", "30"],
  ])
    fake.objects.set(`${LAKE}/${table}/2026/11/21/11/20261121-11${minute}00123.parquet`, at(`11:${minute}`));
}
