import { expect } from "chai";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { ALL, PRIMARY, SECOND, STAGING, SWITCHED_OFF } from "./fixtures.ts";
import { synth, type Terraform } from "./synth.ts";

const KEPT = [
  "aws_cloudwatch_log_group",
  "aws_kms_alias",
  "aws_kms_key",
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_sqs_queue",
];

describe("switching DMS off in a protected stack", () => {
  it("keeps the buckets with their settings, the keys, the failure queue and both logs, and nothing else", () => {
    const on = synth(SECOND, ALL);
    const addresses = addressesOf(on).filter((address) => KEPT.includes(String(address.split(".")[0])));
    expect(new Set(addresses.map((address) => address.split(".")[0]))).to.deep.equal(new Set(KEPT));
    expect(removedFrom(switchedOff(SECOND)).sort()).to.deep.equal(addresses.sort());
  });

  it("tells Terraform to remove them from the state and not to destroy them", () => {
    for (const { lifecycle } of switchedOff(SECOND).removed ?? []) expect(lifecycle).to.deep.equal({ destroy: false });
  });

  it("leaves nothing of the pipeline in the stack", () => {
    expect(synth(SWITCHED_OFF, ALL)).to.have.all.keys("provider", "removed", "terraform");
  });

  it("does not change the CLEAN bucket, which stays in the primary stack", () => {
    const off = switchedOff(PRIMARY);
    expect(removedFrom(off)).to.deep.equal(removedFrom(switchedOff(SECOND)));
    expect(addressesOf(off).filter((address) => removedFrom(off).includes(address))).to.deep.equal([]);
  });
});

describe("a stack has no removed blocks", () => {
  it("if DMS is on", () => {
    expect(synth(SECOND, ALL)).not.to.have.property("removed");
  });

  it("if data is not protected, so that the stack can be destroyed", () => {
    // Its output says how to open the environment to Snowflake.
    expect(switchedOff(STAGING)).to.have.all.keys("output", "provider", "terraform");
  });
});

function switchedOff(environment: MongodbToSnowflake): Terraform {
  const off = { ...environment, deployDms: false };
  return synth(off, [off, ...ALL.filter((other) => other !== environment)]);
}

function removedFrom({ removed = [] }: Terraform): string[] {
  return removed.map(({ from }) => from);
}

function addressesOf({ resource = {} }: Terraform): string[] {
  return Object.entries(resource).flatMap(([type, found]) => Object.keys(found).map((id) => `${type}.${id}`));
}
