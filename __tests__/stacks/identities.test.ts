import { readFileSync } from "node:fs";
import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { ENVIRONMENTS } from "../../stacks/environments.ts";
import {
  type Identities,
  identitiesOf,
  lostIdentities,
  newIdentities,
  type RecordedIdentities,
} from "../../stacks/identities.ts";
import { PRIMARY } from "./fixtures.ts";
import { once, synth, synthAll } from "./synth.ts";

const BUCKET = "aws_s3_bucket.raw-bucket_raw_bucket_568D2391";

describe("What holds data", () => {
  const primary = once(() => identitiesOf(synth(PRIMARY)));
  const recorded = once((): RecordedIdentities => ({ stacks: { it: primary() }, replaced: [] }));
  const lostWith = (now: Identities) => lostIdentities(recorded(), new Map([["it", now]]));

  it("is known by its address in Terraform and its name in AWS", () => {
    expect(Object.keys(primary()).map((address) => address.replace(/\..*/, ""))).to.deep.equal([
      "aws_s3_bucket",
      "aws_s3_bucket",
      "aws_kms_key",
      "aws_kms_key",
      "aws_dms_replication_instance",
      "aws_dms_replication_task",
      "aws_sqs_queue",
    ]);
    expect(primary()).to.include({ [BUCKET]: "legion-analytics-us-west-2-production" });
  });

  it("is not lost while both stay", () => {
    expect(lostWith(primary())).to.deep.equal([]);
  });

  it("is lost under another name, which Terraform would make in its place", () => {
    const [problem, ...others] = lostWith({ ...primary(), [BUCKET]: "another" });
    expect(problem).to.include({
      where: `it: ${BUCKET}`,
      problem: "legion-analytics-us-west-2-production is lost: another takes its place",
    });
    expect(others).to.deep.equal([]);
  });

  it("is lost under another address, by which Terraform would not know it again", () => {
    const { [BUCKET]: name = "", ...rest } = primary();
    expect(lostWith({ ...rest, "aws_s3_bucket.renamed": name })).to.have.length(1);
  });

  it("is lost with its stack", () => {
    expect(lostIdentities(recorded(), new Map())).to.have.length(Object.keys(primary()).length);
  });

  it("is new where it was never written down", () => {
    const stacks = new Map([["it", { ...primary(), "aws_sqs_queue.more": "more" }]]);
    expect(newIdentities(recorded(), stacks)).to.deep.equal(["it: aws_sqs_queue.more"]);
  });

  it("keeps its identity in every stack that is shipped, or somebody has written down why not", () => {
    const written = JSON.parse(readFileSync("stacks/identities.json", "utf8")) as RecordedIdentities;
    const stacks = [...synthAll(ENVIRONMENTS, EXPECTED_FIELDS_FOR_ANALYTICS)];
    const now = new Map(stacks.map(([name, stack]) => [name, identitiesOf(stack)]));
    expect(lostIdentities(written, now), 'run npm run identities -- --reason "…"').to.deep.equal([]);
    expect(newIdentities(written, now), "run npm run identities").to.deep.equal([]);
    for (const { reason } of written.replaced) expect(reason.trim()).not.to.equal("");
  });
});
