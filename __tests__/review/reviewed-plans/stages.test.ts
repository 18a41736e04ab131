import { expect } from "chai";
import type { ResourceChange } from "../../../review/plan-review/plan.ts";
import { makesBucket, type StagedStack, stagesOf } from "../../../review/reviewed-plans/stages.ts";
import { placeOf, stackName } from "../../../stacks/names.ts";
import { ALL, PRIMARY } from "../../stacks/fixtures.ts";
import { added, change, updated } from "../plan-review/plans.ts";

const CLEAN = { bucket: "legion-clean-analytics" };
const MAIN = "production-us-west-2";

describe("The stages of a deploy", () => {
  const stack = (id: string, ...after: string[]): StagedStack => {
    const { environment = "", region = "" } = placeOf(id, ALL) ?? {};
    return { stack: id, environment, region, after };
  };
  const shipped = ALL.map(stackName).map((id) => stack(id, ...(id === MAIN ? [] : [MAIN])));
  const stages = (stacks: readonly StagedStack[], ...changes: ResourceChange[]) =>
    stagesOf(stacks, PRIMARY.primary, makesBucket(changes, PRIMARY.cleanBucket.name)).map((stage) =>
      stage.map((each) => each.stack),
    );
  const elsewhere = ["staging-us-west-2"];
  const others = ["production-us-east-1", "production-eu-west-1"];

  it("reach production last, the primary stack before its other regions", () => {
    const usual = [elsewhere, [MAIN], others];
    expect(stages(shipped)).to.deep.equal(usual);
    const same = [updated("aws_s3_bucket.clean", CLEAN, CLEAN), change("aws_s3_bucket.raw", ["no-op"])];
    expect(stages(shipped, ...same)).to.deep.equal(usual);
    expect(stages(shipped, added("aws_s3_bucket.raw", { bucket: "other" }))).to.deep.equal(usual);
  });

  it("begin with the primary stack if the CLEAN bucket does not exist yet", () => {
    expect(stages(shipped, added("aws_s3_bucket.clean", CLEAN))).to.deep.equal([[MAIN], elsewhere, others]);
  });

  const network = (id: string) => stack(`${id}-network`);
  const extra = (id: string) => stack(`${id}-extra`, `${id}-network`);
  const staging = elsewhere.flatMap((id) => [extra(id), network(id)]);

  it("have a network before the stacks that need it, in every environment", () => {
    const more = [MAIN, "production-us-east-1"].flatMap((id) => [extra(id), network(id)]);
    expect(stages([...staging, ...more, ...shipped])).to.deep.equal([
      ["staging-us-west-2-network", "staging-us-west-2"],
      ["staging-us-west-2-extra"],
      [`${MAIN}-network`, "production-us-east-1-network", MAIN],
      [`${MAIN}-extra`, "production-us-east-1-extra", ...others],
    ]);
  });

  it("have the stacks of an environment without mongodb-to-snowflake, and a network before the primary stack", () => {
    expect(stages([...staging, stack(MAIN, `${MAIN}-network`), network(MAIN)])).to.deep.equal([
      ["staging-us-west-2-network"],
      ["staging-us-west-2-extra"],
      [`${MAIN}-network`],
      [MAIN],
    ]);
  });

  it("have every stack once", () => {
    const all = [...staging, ...shipped];
    for (const each of [stages(all), stages(all, added("aws_s3_bucket.clean", CLEAN))])
      expect(each.flat())
        .to.have.members(all.map((it) => it.stack))
        .and.have.length(all.length);
    expect(stages([])).to.deep.equal([]);
  });
});
