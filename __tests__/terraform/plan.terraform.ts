import { expect } from "chai";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { ALL, PRIMARY, SECOND, STAGING, SWITCHED_OFF } from "../stacks/fixtures.ts";
import { addressesIn } from "./addresses.ts";
import { byAction, planOf } from "./plan.ts";
import { type Stack, synthesise } from "./stacks.ts";

describe("the plan of Terraform itself", () => {
  it("creates every resource of a new stack, and nothing else", async () => {
    const stack = stackOf(PRIMARY);
    expect(byAction(await planOf(stack))).to.deep.equal({ create: addressesIn(stack) });
  });

  it("[C-051] is empty for a stack whose DMS was never on", async () => {
    expect(byAction(await planOf(stackOf(SWITCHED_OFF)))).to.deep.equal({});
  });

  it("is empty if nothing has changed", async () => {
    expect(byAction(await planOf(stackOf(PRIMARY), stackOf(PRIMARY)))).to.deep.equal({
      "no-op": addressesIn(stackOf(PRIMARY)),
    });
  });

  it("changes resources in place if AWS can", async () => {
    const bigger = { ...STAGING, cleaner: { ...STAGING.cleaner, memoryMb: 1024 } };
    const { update } = byAction(await planOf(stackOf(bigger), stackOf(STAGING)));
    expect(update?.map((address) => address.split(".")[0])).to.deep.equal(["aws_lambda_function"]);
  });

  it("replaces a bucket that gets another name, if data is not protected", async () => {
    const renamed = byAction(await planOf(stackOf({ ...STAGING, stampSuffix: "-2" }), stackOf(STAGING)));
    expect(renamed["delete,create"]).to.include("aws_s3_bucket.raw-bucket_raw_bucket_568D2391");
  });

  it("is refused if it would destroy protected data", async () => {
    const refused = await planOf(stackOf({ ...SECOND, stampSuffix: "-2" }), stackOf(SECOND)).catch(String);
    expect(refused)
      .to.include("Instance cannot be destroyed")
      .and.include("aws_s3_bucket.raw-bucket_raw_bucket_568D2391");
  });
});

/** The stack of an environment, synthesised with the others. */
function stackOf(environment: MongodbToSnowflake): Stack {
  const others = ALL.filter((other) => stackName(other) !== stackName(environment));
  return synthesise([environment, ...others]).get(stackName(environment)) as Stack;
}
