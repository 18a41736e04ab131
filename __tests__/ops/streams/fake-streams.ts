import type { CheckReport } from "../../../functions/producer/check/check-report.ts";
import type { MysqlToSnowflakeSettings } from "../../../stacks/mysql-to-snowflake/settings.ts";
import { production, SOURCES } from "../../stacks/mysql-to-snowflake/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeStacks, fakeStacks } from "../status/fake-stacks.ts";

export const STACK = "production-us-west-2-mysql-to-snowflake";
export const BUCKET = "clearwell-stream-us-west-2-production";
const NAME = "clearwell-production-us-west-2-mysql";
const TABLES = ["shop-order-lines", "shop-people"];

/** As AWS describes it. */
type Schedule = { State: "ENABLED" | "DISABLED" } & Record<string, unknown>;

interface Streams {
  aws: FakeAws;
  fake: FakeStacks;
  /** By the table in their names. */
  schedules: Map<string, Schedule>;
  /** By parameter. */
  watermarks: Map<string, string>;
  /** What the producer's check finds. */
  report: CheckReport;
  settings: Partial<MysqlToSnowflakeSettings>;
}

/** An AWS of its own for each test, with a stack that was deployed and never started. */
export function useStreams() {
  const given = {} as Streams;
  beforeEach(async () => {
    const aws = await startFakeAws();
    const schedules = new Map(TABLES.map((table) => [table, scheduleOf(table)]));
    const watermarks = new Map(
      ["order_lines", "people"].map((table) => [`/clearwell/production/mysql/shop/${table}/watermark`, "none"]),
    );
    const report: CheckReport = { findings: [] };
    Object.assign(given, { aws, fake: fakeStacks(aws), schedules, watermarks, report, settings: {} });
    answer(given);
  });
  afterEach(() => given.aws.close());
  const ops = (...args: string[]) =>
    operate(args, given.aws.endpoint, {
      ...{ environments: [], literals: [production(given.settings)], sources: SOURCES },
    });
  return { given, ops };
}

function scheduleOf(table: string): Schedule {
  return {
    ...{ Name: `${NAME}-${table}`, GroupName: NAME, State: "DISABLED", ScheduleExpression: "rate(5 minutes)" },
    ...{ Arn: "arn:aws:scheduler:x", CreationDate: 1, LastModificationDate: 1 },
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: "arn:aws:lambda:x",
      RoleArn: "arn:aws:iam:x",
      Input: "{}",
      RetryPolicy: { MaximumRetryAttempts: 0 },
    },
  };
}

function answer(given: Streams): void {
  const { aws, schedules, watermarks } = given;
  const named = (path: string) => {
    const found = schedules.get(path.replace(`/schedules/${NAME}-`, ""));
    if (found === undefined) throw new AwsFault("ResourceNotFoundException", "no schedule", 404);
    return found;
  };
  aws.on("GET /schedules/*", ({ input }) => named(input.path));
  aws.on("PUT /schedules/*", ({ input }) => {
    // AWS takes a schedule as a whole: what is left out is forgotten.
    const { Arn, CreationDate, LastModificationDate } = named(input.path);
    const { ClientToken: _token, ...sent } = JSON.parse(input.body);
    schedules.set(input.path.replace(`/schedules/${NAME}-`, ""), {
      ...{ Arn, CreationDate, LastModificationDate },
      ...{ Name: input.path.replace("/schedules/", ""), ...sent },
    });
    return { ScheduleArn: "arn:aws:scheduler:x" };
  });
  aws.on("GetParameter", ({ input }) => {
    const Value = watermarks.get(input.Name);
    if (Value === undefined) throw new AwsFault("ParameterNotFound", "no parameter");
    return { Parameter: { Name: input.Name, Value } };
  });
  aws.on(`POST /2015-03-31/functions/${NAME}-shop-producer/invocations`, () => given.report);
}
