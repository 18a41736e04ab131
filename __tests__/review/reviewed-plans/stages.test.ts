import { expect } from "chai";
import type { ResourceChange } from "../../../review/plan-review/plan.ts";
import { stagesOf } from "../../../review/reviewed-plans/stages.ts";
import { stackName } from "../../../stacks/names.ts";
import { ALL, PRIMARY } from "../../stacks/fixtures.ts";
import { added, change, updated } from "../plan-review/plans.ts";

const CLEAN = { bucket: "legion-clean-analytics" };

describe("The stages of a deploy", () => {
  const stages = (...changes: ResourceChange[]) => {
    const { first, second, third } = stagesOf(ALL, changes);
    return [first, second, third].map((stage) => stage.map(stackName));
  };
  const elsewhere = ["staging-us-west-2"];
  const primary = ["production-us-west-2"];
  const others = ["production-us-east-1", "production-eu-west-1"];

  it("reach production last, the primary stack before its other regions", () => {
    expect(stages()).to.deep.equal([elsewhere, primary, others]);
    expect(stages(updated("aws_s3_bucket.clean", CLEAN, CLEAN), change("aws_s3_bucket.raw", ["no-op"]))).to.deep.equal([
      elsewhere,
      primary,
      others,
    ]);
    expect(stages(added("aws_s3_bucket.raw", { bucket: "other" }))).to.deep.equal([elsewhere, primary, others]);
  });

  it("begin with the primary stack if the CLEAN bucket does not exist yet", () => {
    expect(stages(added("aws_s3_bucket.clean", CLEAN))).to.deep.equal([primary, elsewhere, others]);
  });

  it("have every stack once", () => {
    for (const each of [stages(), stages(added("aws_s3_bucket.clean", CLEAN))])
      expect(each.flat()).to.have.members(ALL.map(stackName)).and.have.length(ALL.length);
    expect(stagesOf([PRIMARY], []).first).to.deep.equal([]);
  });
});
