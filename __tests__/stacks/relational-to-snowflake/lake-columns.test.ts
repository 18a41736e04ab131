import { expect } from "chai";
import { LAKE_METRICS } from "../../../contracts/lake-metrics.ts";
import { readEnvironment } from "../../../functions/lake-columns/environment.ts";
import { alarmOf, once, resources, rightsOf } from "../synth.ts";
import { production, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

const LAKE = "clearwell-changes-us-west-2-production";
const NAME = "clearwell-production-us-west-2-relational-lake";
const STACK = "production-us-west-2-relational-to-snowflake";

describe("The check of the lake's columns", () => {
  const stack = once(() => synth());
  const lambda = () => {
    const found = resources(stack(), "aws_lambda_function").find(({ function_name }) => function_name === NAME);
    if (found === undefined) throw new Error("no function");
    return found;
  };

  it("is a function that knows its stack and its bucket, outside of any VPC, which runs once a day", () => {
    const { variables } = lambda().environment as { variables: Record<string, string> };
    expect(readEnvironment(variables)).to.deep.equal({ stack: STACK, lakeBucket: LAKE, bucketOwner: "111122223333" });
    expect(lambda()).not.to.have.property("vpc_config");
    const schedules = resources(stack(), "aws_scheduler_schedule").filter(({ name }) => name === NAME);
    expect(schedules.map(({ schedule_expression }) => schedule_expression)).to.deep.equal(["rate(1 day)"]);
  });

  it("may list the lake, read its files with their key, and log; nothing else", () => {
    const rights = rightsOf(synth(production(WITH_OPTIONS)), NAME);
    const [log, ...others] = rights.toReversed();
    expect(others.toReversed().map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
      [["s3:GetObject"], [`arn:aws:s3:::${LAKE}/*`]],
      [["s3:ListBucket"], [`arn:aws:s3:::${LAKE}`]],
      [["kms:Decrypt"], [WITH_OPTIONS.lakeKeyArn]],
    ]);
    expect(log?.Action).to.deep.equal(["logs:CreateLogStream", "logs:PutLogEvents"]);
  });

  it("has alarms on metrics that the function emits, in the stack's own dimensions", () => {
    const metrics = ["relational-unlisted-in-lake", "relational-unreadable-in-lake"].map((name) => {
      const { metric_name, namespace, dimensions, threshold, comparison_operator } = alarmOf(stack(), name);
      expect({ namespace, threshold, comparison_operator }).to.deep.equal({
        namespace: "clearwell",
        threshold: 0,
        comparison_operator: "GreaterThanThreshold",
      });
      expect(dimensions).to.deep.equal({ service: "lake-columns", stack: STACK });
      return metric_name as string;
    });
    expect(Object.keys(LAKE_METRICS)).to.include.members(metrics);
    expect(new Set(metrics).size).to.equal(2);
  });

  it("is gone with the pipeline", () => {
    expect(synth(production({ deployDms: false })).resource).not.to.have.property("aws_lambda_function");
  });
});
