import { columnMappings } from "../../../contracts/column-mappings.ts";
import { isRelational } from "../../../contracts/source.ts";
import type { SourceReport } from "../../../functions/source-columns/report.ts";
import { SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import type { FakeAws } from "../fake-aws.ts";

/** The function that compares the sources with the contracts. */
export const INVOKE_SOURCES =
  "POST /2015-03-31/functions/clearwell-production-us-west-2-relational-columns/invocations";

export const STACK = "production-us-west-2-relational-to-snowflake";

/** The tasks of the fixture's stack, by their databases: `clinic` in MySQL, `ledger` in PostgreSQL. */
export interface FakeTasks {
  readonly clinic: FakeTask;
  readonly ledger: FakeTask;
}

interface FakeTask {
  /** The answer of DescribeReplicationTasks. */
  readonly description: Record<string, unknown> & { Status: string };
  /** The answer of DescribeTableStatistics. */
  readonly tables: Record<string, unknown>[];
  /** The status after `starting`. */
  startsInto: string;
}

/** What the function says of sources that are as listed. */
export const WELL: SourceReport = {
  databases: { clinic: { findings: [], unlisted: ["visits.card"] }, ledger: { findings: [], unlisted: [] } },
};

/** Tasks with the mappings of their contracts, which have never run. Each connection is successful, each source as listed. */
export function fakeTasks(aws: FakeAws): FakeTasks {
  const tasks = { clinic: fakeTask("clinic", "clinic"), ledger: fakeTask("ledger", "public") };
  const named = (arn: string) => (arn.includes("clinic") ? tasks.clinic : tasks.ledger);
  aws.on("DescribeReplicationTasks", ({ input }) => {
    const { description, startsInto } = named(input.Filters[0].Values[0]);
    const ReplicationTasks = [{ ...description }];
    if (description.Status === "starting") description.Status = startsInto;
    if (description.Status === "stopping") description.Status = "stopped";
    return { ReplicationTasks };
  });
  aws.on("StartReplicationTask", ({ input }) => {
    named(input.ReplicationTaskArn).description.Status = "starting";
    return {};
  });
  aws.on("StopReplicationTask", ({ input }) => {
    named(input.ReplicationTaskArn).description.Status = "stopping";
    return {};
  });
  aws.on("ReloadTables", () => ({}));
  aws.on(INVOKE_SOURCES, () => WELL);
  aws.on("TestConnection", () => ({}));
  aws.on("DescribeConnections", () => ({
    Connections: ["arn:clinic-source", "arn:ledger-source", "arn:lake"].map((EndpointArn) => {
      return { EndpointArn, Status: "successful" };
    }),
  }));
  aws.on("DescribeTableStatistics", ({ input }) => ({ TableStatistics: named(input.ReplicationTaskArn).tables }));
  return tasks;
}

/** The document that DMS has of a database. */
export function mappingsOf(database: "clinic" | "ledger", schema: string, without: readonly string[] = []): string {
  const source = SOURCES[database];
  const tables = source !== undefined && isRelational(source) ? source.tables : {};
  const deployed = Object.fromEntries(Object.entries(tables).filter(([name]) => !without.includes(name)));
  return JSON.stringify(columnMappings({ tables: deployed, database, schema }));
}

function fakeTask(database: "clinic" | "ledger", schema: string): FakeTask {
  return {
    description: {
      ReplicationTaskArn: `arn:task:${database}`,
      Status: "ready",
      SourceEndpointArn: `arn:${database}-source`,
      TargetEndpointArn: "arn:lake",
      ReplicationInstanceArn: "arn:instance",
      TableMappings: mappingsOf(database, schema),
    },
    tables: [],
    startsInto: "running",
  };
}
