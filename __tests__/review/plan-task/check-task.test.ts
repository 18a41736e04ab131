import { expect } from "chai";
import type { ResourceChange } from "../../../review/plan-review/plan.ts";
import { checkTask } from "../../../review/plan-task/check-task.ts";
import { tasksOfMongodb, tasksOfRelational } from "../../../review/plan-task/stack-tasks.ts";
import { relationalToSnowflakeIn } from "../../../stacks/relational-to-snowflake/deployments.ts";
import { clientsAt } from "../../ops/clients.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../../ops/fake-aws.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { production } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { plan, updated } from "../plan-review/plans.ts";

const ENDPOINT = updated("aws_dms_s3_endpoint.target", { csv_delimiter: "," }, { csv_delimiter: ";" });
const TASK = updated("aws_dms_replication_task.task", { table_mappings: "a" }, { table_mappings: "b" });

describe("A plan, before it is applied", () => {
  let aws: FakeAws;
  beforeEach(async () => {
    aws = await startFakeAws();
  });
  afterEach(() => aws.close());

  const check = (...changes: ResourceChange[]) =>
    checkTask({ aws: clientsAt(aws.endpoint) }, tasksOfMongodb(PRIMARY), plan(...changes));
  const refused = (...changes: ResourceChange[]) =>
    check(...changes).then(
      () => "",
      (error: Error) => error.message,
    );
  const taskIs = (Status: string) =>
    aws.on("DescribeReplicationTasks", () => ({ ReplicationTasks: [{ ReplicationTaskArn: "arn:task", Status }] }));

  it("does not call DMS if nothing needs the task stopped", async () => {
    expect(await check(TASK, updated("aws_sns_topic.it", { name: "a" }, { name: "b" }))).to.include(
      "Nothing in the plan",
    );
    expect(aws.calls).to.deep.equal([]);
  });

  for (const status of ["running", "starting", "stopping", "modifying", "testing"])
    it(`is refused while the task is ${status}, if it changes an endpoint, with the commands to run`, async () => {
      taskIs(status);
      expect((await refused(ENDPOINT, TASK)).split("\n")).to.deep.equal([
        `The replication task of production-us-west-2 is ${status}, so DMS refuses to change its endpoints. Nothing was applied.`,
        "  changes: aws_dms_s3_endpoint.target",
        "Stop it (npm run -s ops -- stop production-us-west-2), run this job again, then start it (npm run -s ops -- start " +
          "production-us-west-2 --resume).",
      ]);
    });

  for (const status of ["ready", "stopped", "failed"])
    it(`may be applied while the task is ${status}`, async () => {
      taskIs(status);
      expect(await check(ENDPOINT)).to.equal(
        `The replication task of production-us-west-2 is ${status}, as aws_dms_s3_endpoint.target needs.`,
      );
      expect(aws.calls.map(({ region, input }) => ({ region, input }))).to.deep.equal([
        {
          region: "us-west-2",
          input: {
            Filters: [{ Name: "replication-task-id", Values: ["clearwell-production-us-west-2-task"] }],
          },
        },
      ]);
    });

  it("is refused while any task of relational-to-snowflake runs", async () => {
    taskIs("running");
    const [environment] = relationalToSnowflakeIn([production()]);
    if (environment === undefined) throw new Error("no environment");
    const { stack, names, ...rest } = tasksOfRelational(environment);
    expect(names).to.deep.equal([
      "clearwell-production-us-west-2-relational-clinic-task",
      "clearwell-production-us-west-2-relational-ledger-task",
    ]);
    const asked = checkTask({ aws: clientsAt(aws.endpoint) }, { stack, names, ...rest }, plan(ENDPOINT));
    const message = await asked.then(
      () => "",
      (error: Error) => error.message,
    );
    expect(message)
      .to.include("task of production-us-west-2-relational-to-snowflake is running")
      .and.include("ops -- stop production-us-west-2-relational-to-snowflake)");
  });

  it("may be applied if there is no task yet", async () => {
    aws.on("DescribeReplicationTasks", () => {
      throw new AwsFault("ResourceNotFoundFault", "no tasks found");
    });
    expect(await check(ENDPOINT)).to.equal("production-us-west-2 has no replication task yet.");
  });

  it("is refused if DMS does not return the status", async () => {
    aws.on("DescribeReplicationTasks", () => {
      throw new AwsFault("AccessDeniedException", "no");
    });
    expect(await refused(ENDPOINT)).to.include("no");
  });
});
