import { tableMappings } from "../../../contracts/table-mappings.ts";
import { ALLOW_LIST } from "../../stacks/fixtures.ts";
import type { FakeAws } from "../fake-aws.ts";

/** A fake replication task. */
export interface FakeTask {
  /** The answer of DescribeReplicationTasks. */
  readonly description: Record<string, unknown> & { Status: string };
  /** The answer of DescribeTableStatistics, two on a page. */
  readonly tables: Record<string, unknown>[];
  /** The state of each endpoint's connection. A test of one that is not here is successful. */
  readonly connections: Map<string, { Status: string; LastFailureMessage?: string }>;
  /** The status after `starting`. */
  startsInto: string;
}

/** The task of a fixture's stack, with the mappings of its allow-list. It has never run. */
export function fakeTask(aws: FakeAws): FakeTask {
  const task: FakeTask = {
    description: {
      ReplicationTaskArn: "arn:task",
      Status: "ready",
      SourceEndpointArn: "arn:source",
      TargetEndpointArn: "arn:target",
      ReplicationInstanceArn: "arn:instance",
      TableMappings: JSON.stringify(tableMappings(ALLOW_LIST, "legion")),
    },
    tables: [],
    connections: new Map(),
    startsInto: "running",
  };
  const { description, connections } = task;
  aws.on("DescribeReplicationTasks", () => {
    const ReplicationTasks = [{ ...description }];
    if (description.Status === "starting") description.Status = task.startsInto;
    return { ReplicationTasks };
  });
  aws.on("StartReplicationTask", () => {
    description.Status = "starting";
    return {};
  });
  aws.on("ReloadTables", () => ({}));
  aws.on("TestConnection", ({ input }) => {
    if (!connections.has(input.EndpointArn)) connections.set(input.EndpointArn, { Status: "testing" });
    return {};
  });
  aws.on("DescribeConnections", () => {
    const Connections = [...connections].map(([EndpointArn, connection]) => ({ EndpointArn, ...connection }));
    for (const [arn, { Status }] of connections)
      if (Status === "testing") connections.set(arn, { Status: "successful" });
    return { Connections };
  });
  aws.on("DescribeTableStatistics", ({ input }) => {
    const from = Number(input.Marker ?? 0);
    const more = from + 2 < task.tables.length ? { Marker: String(from + 2) } : {};
    return { TableStatistics: task.tables.slice(from, from + 2), ...more };
  });
  return task;
}
