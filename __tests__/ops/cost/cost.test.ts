import { expect } from "chai";
import { STAGING } from "../../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";

describe("npm run ops cost", () => {
  let aws: FakeAws;
  before(async () => {
    aws = await startFakeAws();
  });
  after(() => aws.close());

  it("shows all stacks of an environment, and asks AWS for nothing", async () => {
    const { code, out } = await operate(["cost", "production"], aws.endpoint);
    expect(code).to.equal(0);
    expect(out.match(/^[a-z]+-[a-z]+-[a-z]+-\d$/gm)).to.deep.equal([
      "production-us-west-2",
      "production-us-east-1",
      "production-eu-west-1",
    ]);
    expect(out).to.include("Nothing in it costs anything.");
    expect(aws.calls).to.deep.equal([]);
  });

  it("shows one stack: what it costs idle, what use costs, what has no price, and where the prices are from", async () => {
    const { out } = await operate(["cost", "staging-us-west-2"], aws.endpoint);
    expect(out).to.match(/^ {2}KMS keys +(\d) +\1\.00$/m);
    expect(out).to.match(/^ {2}DMS, dms\.t3\.micro +1 +not priced$/m);
    expect(out).to.match(/^ {2}functions, invoked +1 +0\.2 a 1,000,000 calls$/m);
    expect(out).to.match(/^ {2}Idle \$\d+\.\d\d a month, without the \d+ lines not priced\.$/m);
    expect(out).to.match(/^ {2}2026-\d\d-\d\d {2}https:\/\/aws\.amazon\.com\/s3\/pricing\/$/m);
  });

  it("names the region of a resource that is not in the stack's region", async () => {
    const { out } = await operate(["cost", "production-us-west-2"], aws.endpoint);
    expect(out)
      .to.match(/^ {2}S3, kept, us-east-1 /m)
      .and.match(/^ {2}S3, kept {2}/m);
  });

  it("fits 80 columns", async () => {
    const { out } = await operate(["cost", "production"], aws.endpoint);
    for (const line of out.split("\n")) expect(line.length, line).to.be.at.most(80);
  });

  it("prints one document with --json, which also has the prices", async () => {
    const { out } = await operate(["cost", "staging", "--json"], aws.endpoint);
    const { prices, stacks } = JSON.parse(out);
    expect(stacks.map(({ stack }: { stack: string }) => stack)).to.deep.equal(["staging-us-west-2"]);
    expect(stacks[0].lines[0]).to.have.keys("what", "region", "count", "item", "unit", "usdPerUnit", "idleUsd");
    expect(prices[stacks[0].lines[0].item]).to.include.keys("unit", "page", "usd");
  });

  it("lists the environments and stacks if another name is given", async () => {
    const { code, err } = await operate(["cost", "stagin"], aws.endpoint);
    expect(code).to.equal(2);
    expect(err).to.include("Did you mean staging?");
    expect(err).to.include("Environments: production, staging. Stacks: production-us-west-2,");
  });

  it("reports all mistakes in the settings, without a stack trace", async () => {
    const environments = [{ ...STAGING, dms: { ...STAGING.dms, storageGb: 1 } }];
    const { code, err } = await operate(["cost", "staging"], aws.endpoint, { environments });
    expect(code).to.equal(1);
    expect(err).to.include("staging-us-west-2.mongodb-to-snowflake.dms.storageGb").and.include("no primary stack");
  });
});
