import { expect } from "chai";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { CLEAN, type FakeStacks, fakeStacks } from "./fake-stacks.ts";

const STACK = "production-us-west-2";
const RAW = "legion-analytics-us-west-2-production";

describe("ops status, if it has no access,", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;
  const status = (...args: string[]) => operate(["status", ...args], aws.endpoint);

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

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
