import {
  type Connection,
  DatabaseMigrationServiceClient,
  DescribeConnectionsCommand,
  TestConnectionCommand,
} from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import type { Environment } from "../../stacks/environment.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task/find-task.ts";

interface End {
  readonly arn: string | undefined;
  readonly name: string;
  readonly remedy: string;
}

/**
 * Tests both ends, for DMS starts no task before that has gone well, and a test says what is wrong where a task would fail.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_TestConnection.html
 *
 * @throws UserError that says what DMS found
 */
export async function testConnections(session: Session, environment: Environment, task: Task): Promise<void> {
  const { ReplicationInstanceArn } = task;
  const dms = session.aws(DatabaseMigrationServiceClient, environment.region);
  const connections = async () => {
    const Filters = [{ Name: "replication-instance-arn", Values: [ReplicationInstanceArn ?? ""] }];
    return (await dms.send(new DescribeConnectionsCommand({ Filters }))).Connections ?? [];
  };
  const under = await connections();
  for (const end of endsOf(task)) {
    // A second test of the same connection is refused.
    if (find(under, end)?.Status === "testing") continue;
    await dms.send(new TestConnectionCommand({ EndpointArn: end.arn, ReplicationInstanceArn }));
  }
  session.err.print("  testing the connections to MongoDB and to the RAW bucket");
  for (const end of endsOf(task)) {
    const tested = await poll(session, { everySeconds: 5, forMinutes: 10 }, async () => {
      const connection = find(await connections(), end);
      return connection?.Status === "testing" ? undefined : connection;
    });
    if (tested?.Status !== "successful") throw failed(end, tested);
    session.err.print(`  ${end.name}: connected`);
  }
}

function endsOf({ SourceEndpointArn, TargetEndpointArn }: Task): readonly End[] {
  return [
    {
      arn: SourceEndpointArn,
      name: "MongoDB",
      remedy: "Check the secret's host, user and password, the security groups and the certificate.",
    },
    {
      arn: TargetEndpointArn,
      name: "the RAW bucket",
      remedy: "Check the way from the subnets to S3, and that the stack is deployed in full.",
    },
  ];
}

function find(connections: readonly Connection[], { arn }: End): Connection | undefined {
  return connections.find(({ EndpointArn }) => EndpointArn === arn);
}

function failed({ name, remedy }: End, connection: Connection | undefined): UserError {
  const reason = connection?.LastFailureMessage ?? `DMS says ${connection?.Status ?? "nothing"}`;
  return new UserError(`DMS can't connect to ${name}: ${reason.trim()}\nNothing was started. ${remedy}`, 1);
}
