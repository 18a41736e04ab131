import { readFileSync } from "node:fs";
import { expect } from "chai";
import {
  droppedStacks,
  type Identities,
  identitiesOf,
  lostIdentities,
  newIdentities,
  type RecordedIdentities,
  record,
} from "../../stacks/identities.ts";
import { stackId } from "../../stacks/relational-to-snowflake/names.ts";
import { ALL, PRIMARY } from "./fixtures.ts";
import { production } from "./relational-to-snowflake/fixtures.ts";
import { synth as synthRelational } from "./relational-to-snowflake/synth.ts";
import { once, synth, synthAll, synthShipped, type Terraform } from "./synth.ts";

const BUCKET = "aws_s3_bucket.raw-bucket_raw_bucket_568D2391";

describe("A resource that holds data", () => {
  const primary = once(() => identitiesOf(synth(PRIMARY)));
  const recorded = once((): RecordedIdentities => ({ stacks: { it: primary() }, replaced: [] }));
  const lostWith = (now: Identities) => lostIdentities(recorded(), new Map([["it", now]]));

  it("is identified by its address in Terraform and its name in AWS", () => {
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

  it("is not lost if both stay", () => {
    expect(lostWith(primary())).to.deep.equal([]);
  });

  it("is lost under another name, because Terraform would create another resource", () => {
    const [problem, ...others] = lostWith({ ...primary(), [BUCKET]: "another" });
    expect(problem).to.include({
      where: `it: ${BUCKET}`,
      problem: "legion-analytics-us-west-2-production is lost: another takes its place",
    });
    expect(others).to.deep.equal([]);
  });

  it("is lost under another address, because Terraform would not recognise it", () => {
    const { [BUCKET]: name = "", ...rest } = primary();
    expect(lostWith({ ...rest, "aws_s3_bucket.renamed": name })).to.have.length(1);
  });

  it("is lost if its stack is removed", () => {
    expect(lostIdentities(recorded(), new Map())).to.have.length(Object.keys(primary()).length);
  });

  it("is new if it is not in the record", () => {
    const stacks = new Map([["it", { ...primary(), "aws_sqs_queue.more": "more" }]]);
    expect(newIdentities(recorded(), stacks)).to.deep.equal(["it: aws_sqs_queue.more"]);
  });

  it("keeps its address and its name in every kind of stack: the present ones are recorded next to this test", () => {
    const written = read("__tests__/stacks/identities.json");
    const now = identitiesOfAll(new Map([...synthAll(ALL), [stackId(production()), synthRelational()]]));
    expect(Object.keys(written.stacks)).to.have.members([...now.keys()]);
    expect(lostIdentities(written, now), "users who have deployed these would lose data").to.deep.equal([]);
    expect(newIdentities(written, now), "add it to __tests__/stacks/identities.json").to.deep.equal([]);
  });

  it("keeps its identity in every stack that you have recorded, unless you have recorded the reason", () => {
    const written = read("stacks/identities.json");
    const now = identitiesOfAll(synthShipped());
    expect(lostIdentities(written, now), 'run npm run identities -- --reason "…"').to.deep.equal([]);
    expect(newIdentities(written, now), "run npm run identities").to.deep.equal([]);
    for (const { reason } of written.replaced) expect(reason.trim()).not.to.equal("");
  });
});

describe("A stack that is recorded as deployed", () => {
  const recorded: RecordedIdentities = {
    stacks: { "staging-us-west-2": {}, "production-us-west-2": {} },
    replaced: [],
  };

  it("can't be dropped by no longer naming its pipeline", () => {
    expect(droppedStacks(recorded, ["production-us-west-2", "staging-us-west-2"])).to.deep.equal([]);
    const [problem, ...others] = droppedStacks(recorded, ["production-us-west-2"]);
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ where: "staging-us-west-2" });
    expect(problem?.remedy).to.include("deployDms: false").and.include("npm run identities -- staging-us-west-2");
  });

  it("is dropped when the record is written without it", () => {
    const now = new Map<string, Identities>([["production-us-west-2", {}]]);
    const after = record(recorded, now, ["staging-us-west-2"], "nobody used it");
    expect(droppedStacks(after, [...now.keys()])).to.deep.equal([]);
  });

  it("stays recorded if it is only switched off", () => {
    const now = new Map<string, Identities>(Object.keys(recorded.stacks).map((name) => [name, {}]));
    const after = record(recorded, now, ["staging-us-west-2"], "switched off");
    expect(droppedStacks(after, ["production-us-west-2"])).to.have.length(1);
  });
});

describe("The record of what holds data", () => {
  const EMPTY: RecordedIdentities = { stacks: {}, replaced: [] };
  const now = new Map<string, Identities>([
    ["production", { "aws_s3_bucket.raw": "mine" }],
    ["staging", { "aws_s3_bucket.raw": "placeholder" }],
  ]);

  it("is empty at first, so that replacing the placeholders is not a loss", () => {
    expect(lostIdentities(EMPTY, now)).to.deep.equal([]);
    expect(newIdentities(EMPTY, now)).to.deep.equal([]);
  });

  it("has the stacks that are deployed, and the others may change", () => {
    const after = record(EMPTY, now, ["production"], "");
    expect(after).to.deep.equal({ stacks: { production: now.get("production") }, replaced: [] });
    expect(record(after, new Map([...now, ["staging", {}]]), ["staging"], "").replaced).to.deep.equal([]);
  });

  it("refuses a loss without a reason, and keeps the reason", () => {
    const before = record(EMPTY, now, ["production", "staging"], "");
    const moved = new Map([...now, ["production", { "aws_s3_bucket.raw": "another" }]]);
    expect(() => record(before, moved, ["production"], " ")).to.throw("mine is lost: another takes its place");
    expect(record(before, moved, ["staging"], ""), "not asked for").to.deep.equal(before);
    expect(record(before, moved, ["production"], "it was empty").replaced).to.deep.equal([
      {
        where: "production: aws_s3_bucket.raw",
        problem: "mine is lost: another takes its place",
        reason: "it was empty",
      },
    ]);
  });

  it("removes a stack that no longer exists, if there is a reason", () => {
    const before = record(EMPTY, now, ["production", "staging"], "");
    const { stacks, replaced } = record(before, new Map(), ["staging"], "nobody used it");
    expect(Object.keys(stacks)).to.deep.equal(["production"]);
    expect(replaced).to.have.length(1);
  });
});

function read(file: string): RecordedIdentities {
  return JSON.parse(readFileSync(file, "utf8")) as RecordedIdentities;
}

function identitiesOfAll(stacks: ReadonlyMap<string, Terraform>): Map<string, Identities> {
  return new Map([...stacks].map(([name, stack]) => [name, identitiesOf(stack)]));
}
