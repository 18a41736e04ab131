import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { BrokenPipe } from "../../command/terminal.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import { stackName } from "../../stacks/names.ts";
import { AwsFault, type FakeAws, startFakeAws } from "./fake-aws.ts";
import { operate } from "./operator.ts";

describe("npm run ops", () => {
  let aws: FakeAws;
  const asked = () => aws.calls.map(({ operation }) => operation);

  beforeEach(async () => {
    aws = await startFakeAws();
    aws.on("DescribeReplicationTasks", () => ({ ReplicationTasks: [{ ReplicationTaskArn: "arn", Status: "ready" }] }));
  });
  afterEach(() => aws.close());

  it("shows its commands and exit codes, and exits with 0", async () => {
    const { code, out, err } = await operate(["--help"], aws.endpoint);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.include("stop").and.include("Exit code: 0 all well, 1");
  });

  it("explains each of its commands within 80 columns", async () => {
    const warehouse = ["plan", "apply", "check", "refresh", "erase", "rotate-secret"].map(
      (each) => `warehouse ${each}`,
    );
    for (const command of ["start", "stop", "status", "failures", "replay", "preview", "warehouse", ...warehouse]) {
      const { code, out } = await operate([...command.split(" "), "--help"], aws.endpoint);
      expect(code).to.equal(0);
      expect(out.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    }
  });

  it("exits with 2 after a wrong call, and says what is wrong", async () => {
    for (const args of [["stahp"], ["stop"], ["stop", "production-us-west-2", "--hard"]]) {
      const { code, out, err } = await operate(args, aws.endpoint);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).to.match(/^error: (unknown|missing)/);
    }
    expect(asked()).to.deep.equal([]);
  });

  it("lists the stacks if one is named that does not exist", async () => {
    const { code, err } = await operate(["stop", "production"], aws.endpoint);
    expect(code).to.equal(2);
    expect(err).to.equal(
      'There is no stack "production". Stacks with a pipeline: production-us-west-2, production-us-east-1, staging-us-west-2.',
    );
  });

  it("suggests the stack, command or option that was probably meant", async () => {
    const errorOf = async (...args: string[]) => (await operate(args, aws.endpoint)).err;
    expect(await errorOf("status", "production-us-west2")).to.include("Did you mean production-us-west-2?");
    expect(await errorOf("preview", "x.csv", "--collection", "x", "--stack", "stagin-us-west-2")).to.include(
      "x.csv can't",
    );
    expect(await errorOf("stauts")).to.include("Did you mean status?");
    expect(await errorOf("stop", "production-us-west-2", "--jsno")).to.include("Did you mean --json?");
    expect(await errorOf("replay", "production-us-west-2", "--collection", "tikets")).to.include(
      "Did you mean tickets?",
    );
    expect(await errorOf("start", "production-us-west-2", "--reload", "--collection", "invoice")).to.include(
      "Did you mean invoices?",
    );
    expect(asked()).to.deep.equal([]);
  });

  it("says what to set if a stack has no pipeline", async () => {
    const { code, err } = await operate(["stop", "production-eu-west-1"], aws.endpoint);
    expect(code).to.equal(2);
    expect(err).to.include("deployDms is false").and.include("environments/");
    expect(asked()).to.deep.equal([]);
  });

  it("does nothing with credentials of another account", async () => {
    aws.account = "999988887777";
    const { code, err } = await operate(["stop", "production-us-west-2"], aws.endpoint);
    expect(code).to.equal(1);
    expect(err).to.include("999988887777").and.include("111122223333").and.include("nothing was done");
    expect(asked()).to.deep.equal(["GetCallerIdentity"]);
  });

  it("says to deploy a stack that is not deployed", async () => {
    aws.on("DescribeReplicationTasks", () => {
      throw new AwsFault("ResourceNotFoundFault", "No Tasks found matching provided filter");
    });
    const { code, err } = await operate(["stop", "staging-us-west-2"], aws.endpoint);
    expect(code).to.equal(1);
    expect(err).to.equal(
      "There is no replication task clearwell-staging-us-west-2-task in us-west-2: deploy staging-us-west-2 first.",
    );
  });

  it("asks for the stack's task in the stack's region", async () => {
    await operate(["stop", "production-us-east-1"], aws.endpoint);
    expect(aws.calls.map(({ region }) => region)).to.deep.equal(["us-east-1", "us-east-1"]);
    expect(aws.calls[1]?.input.Filters).to.deep.equal([
      { Name: "replication-task-id", Values: ["clearwell-production-us-east-1-task"] },
    ]);
  });

  it("prints one document on standard output with --json, and nothing else", async () => {
    const { code, out } = await operate(["stop", "production-us-west-2", "--json"], aws.endpoint);
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.include({ stack: "production-us-west-2", status: "ready" });
  });

  it("reports a refusal of AWS in one line with a remedy", async () => {
    const refusals: [name: string, way: string][] = [
      ["AccessDeniedException", "docs/runbook.md lists the rights of an operator"],
      ["ExpiredTokenException", "aws sso login"],
      ["UnrecognizedClientException", "AWS_PROFILE"],
      ["ThrottlingException", "Try again"],
      ["NoSuchBucket", "Is the stack deployed?"],
    ];
    for (const [name, way] of refusals) {
      aws.on("DescribeReplicationTasks", () => {
        throw new AwsFault(name, "User: me is not authorized to perform: dms:DescribeReplicationTasks\non anything");
      });
      const { code, err } = await operate(["stop", "production-us-west-2"], aws.endpoint);
      expect(code).to.equal(1);
      expect(err).to.include(name).and.include(way).and.include("dms:DescribeReplicationTasks");
      expect(err.split("\n")).to.have.length(1);
    }
  });

  it("says that credentials are missing, before it asks for anything", async () => {
    const { code, err } = await operate(["stop", "production-us-west-2"], aws.endpoint, {
      aws: (Client, region) =>
        new Client({
          region,
          endpoint: aws.endpoint,
          credentials: (async () => {
            throw Object.assign(new Error("Could not load credentials"), { name: "CredentialsProviderError" });
          }) as never,
        }),
    });
    expect(code).to.equal(1);
    expect(err).to.include("Could not load credentials").and.include("aws sso login");
  });

  it("says that a region can't be reached", async () => {
    const { endpoint } = aws;
    await aws.close();
    const { code, err } = await operate(["stop", "production-us-west-2"], endpoint);
    expect(code).to.equal(1);
    expect(err).to.include("ECONNREFUSED").and.include("Check the network");
  });

  it("throws its own bugs unchanged, with their stack", async () => {
    const mistake = new TypeError("undefined is not a function");
    const failing = operate(["stop", "production-us-west-2"], aws.endpoint, {
      aws: () => {
        throw mistake;
      },
    });
    expect(await failing.catch((error: unknown) => error)).to.equal(mistake);
  });

  it("ends without a message if the reader of its output is gone", async () => {
    const out = {
      print: () => {
        throw new BrokenPipe();
      },
    } as never;
    const { code, err } = await operate(["stop", "production-us-west-2", "--json"], aws.endpoint, { out });
    expect({ code, err }).to.deep.equal({ code: 141, err: "" });
  });

  it("prints no warning of the SDK about the version of Node", () => {
    const stack = mongodbToSnowflakeIn(ENVIRONMENTS).find(({ deployDms }) => deployDms);
    const env = {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: "none",
      AWS_SECRET_ACCESS_KEY: "none",
      AWS_MAX_ATTEMPTS: "1",
      // Nothing listens there.
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    };
    const args = ["--import", "tsx", "ops/ops.ts", "stop", stack ? stackName(stack) : "none"];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
    expect(status).to.be.greaterThan(0);
    expect(stderr).to.match(/^(AWS: .*ECONNREFUSED.*|There is no stack .*)\n$/);
  });
});
