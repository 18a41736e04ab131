import {
  type Connection,
  DatabaseMigrationServiceClient,
  DescribeConnectionsCommand,
  TestConnectionCommand,
} from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import type { Task } from "../task/find-task.ts";

interface Endpoint {
  readonly arn: string | undefined;
  readonly name: string;
  readonly remedy: string;
}

/**
 * Tests the connections to both endpoints: DMS starts a task only after both tests were successful, and a failed test says why.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_TestConnection.html
 *
 * @throws UserError with DMS's reason, if a test fails
 */
export async function testConnections(session: Session, task: DatabaseTask, found: Task): Promise<void> {
  const { ReplicationInstanceArn } = found;
  const dms = session.aws(DatabaseMigrationServiceClient, task.region);
  const endpoints = endpointsOf(task, found);
  const connections = async () => {
    const Filters = [{ Name: "replication-instance-arn", Values: [ReplicationInstanceArn ?? ""] }];
    return (await dms.send(new DescribeConnectionsCommand({ Filters }))).Connections ?? [];
  };
  const before = await connections();
  for (const endpoint of endpoints) {
    // A second test of the same connection is refused.
    if (find(before, endpoint)?.Status === "testing") continue;
    await dms.send(new TestConnectionCommand({ EndpointArn: endpoint.arn, ReplicationInstanceArn }));
  }
  session.err.print(`  testing the connections to ${task.source.name} and to ${task.target.name}`);
  for (const endpoint of endpoints) {
    const tested = await poll(session, { everySeconds: 5, forMinutes: 10 }, async () => {
      const connection = find(await connections(), endpoint);
      return connection?.Status === "testing" ? undefined : connection;
    });
    if (tested?.Status !== "successful") throw failed(endpoint, tested);
    session.err.print(`  ${endpoint.name}: connected`);
  }
}

function endpointsOf(
  { source, target }: DatabaseTask,
  { SourceEndpointArn, TargetEndpointArn }: Task,
): readonly Endpoint[] {
  return [
    { arn: SourceEndpointArn, ...source },
    { arn: TargetEndpointArn, ...target },
  ];
}

function find(connections: readonly Connection[], { arn }: Endpoint): Connection | undefined {
  return connections.find(({ EndpointArn }) => EndpointArn === arn);
}

function failed({ name, remedy }: Endpoint, connection: Connection | undefined): UserError {
  const reason = connection?.LastFailureMessage ?? `DMS says ${connection?.Status ?? "nothing"}`;
  return new UserError(`DMS can't connect to ${name}: ${reason.trim()}\nNothing was started. ${remedy}`, 1);
}
