import { expect } from "chai";
import { ALL, PRIMARY, SECOND, SWITCHED_OFF } from "./fixtures.ts";
import { ofBucket, once, resources, synth, synthAll, type Terraform } from "./synth.ts";

const NAME = "legion-clean-analytics";

describe("the CLEAN bucket", () => {
  const stack = once(() => synth(PRIMARY, ALL));
  const rules = () => ofBucket(stack(), "aws_s3_bucket_lifecycle_configuration", NAME)[0]?.rule;

  it("[C-043, C-045, D-004] has its fixed name, and only production in us-west-2 has it", () => {
    const owners = [...synthAll(ALL)].filter(([, found]) => bucketNames(found).includes(NAME)).map(([name]) => name);
    expect(owners).to.deep.equal(["production-us-west-2"]);
  });

  it("[C-046, D-004] is created in us-east-1, with all its settings", () => {
    const types = Object.keys(stack().resource ?? {}).filter((type) => type.startsWith("aws_s3_bucket_"));
    const parts = [
      ...resources(stack(), "aws_s3_bucket").filter(({ bucket }) => bucket === NAME),
      ...types.flatMap((type) => ofBucket(stack(), type, NAME)),
    ];
    expect(parts).to.have.length(7);
    expect(parts.map(({ provider }) => provider)).to.deep.equal(parts.map(() => "aws.us-east-1"));
    expect(stack().provider.aws).to.satisfy((providers: { alias?: string; region?: string }[]) =>
      providers.some(({ alias, region }) => alias === "us-east-1" && region === "us-east-1"),
    );
  });

  it("stays when DMS is switched off in the primary stack", () => {
    const off = { ...PRIMARY, deployDms: false };
    expect(bucketNames(synth(off))).to.deep.equal([NAME]);
  });

  it("[C-050] expires the prefix of its own stack first, after 7 days", () => {
    expect(rules()).to.have.deep.nested.property("[0]", {
      id: "expire-production-us-west-2",
      status: "Enabled",
      filter: [{ prefix: "production-us-west-2/clean/" }],
      expiration: [{ days: 7 }],
    });
  });

  it("[T-07] expires the prefix of every other stack too", () => {
    expect(rules())
      .to.be.an("array")
      .with.length(ALL.length + 1);
    expect(JSON.stringify(rules())).to.include("production-us-east-1/clean/").and.include("staging-us-west-2/clean/");
  });

  it("expires each prefix after its stack's number of days", () => {
    const longer = { ...SECOND, retention: { ...SECOND.retention, cleanDays: 21 } };
    const [lifecycle] = ofBucket(synth(PRIMARY, [longer, PRIMARY]), "aws_s3_bucket_lifecycle_configuration", NAME);
    expect(lifecycle).to.have.nested.property("rule[0].expiration[0].days", 7);
    expect(lifecycle).to.have.nested.property("rule[1].expiration[0].days", 21);
  });

  it("removes unfinished uploads", () => {
    expect(rules()).to.deep.include({
      id: "abort-unfinished-uploads",
      status: "Enabled",
      filter: [{ prefix: "" }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
    });
  });
});

describe("the notification of Snowpipe", () => {
  const notifications = (found: Terraform) => ofBucket(found, "aws_s3_bucket_notification", NAME);

  it("[C-003, C-028, D-004] notifies Snowflake's queue of every new CLEAN object, its own stack's prefix first", () => {
    const found = notifications(synth(PRIMARY, ALL));
    expect(found).to.have.length(1);
    expect(found[0]).to.have.deep.nested.property("queue[0]", {
      id: "production-us-west-2",
      queue_arn: "arn:aws:sqs:us-east-1:444455556666:sf-snowpipe-FIXTURE",
      events: ["s3:ObjectCreated:*"],
      filter_prefix: "production-us-west-2/clean/",
    });
  });

  it("[T-06, T-09] also notifies of the objects of every other stack, in the same resource", () => {
    const reordered = [SECOND, SWITCHED_OFF, PRIMARY];
    const queues = notifications(synth(PRIMARY, reordered))[0]?.queue as { filter_prefix: string }[];
    expect(queues.map(({ filter_prefix }) => filter_prefix)).to.deep.equal([
      "production-us-west-2/clean/",
      "production-us-east-1/clean/",
      "production-eu-west-1/clean/",
    ]);
  });

  it("[C-027, C-055] does not exist without a queue", () => {
    const { snowpipeSqsArn: _, ...quiet } = PRIMARY;
    expect(notifications(synth(quiet))).to.deep.equal([]);
    expect(bucketNames(synth(quiet))).to.include(NAME);
  });
});

function bucketNames(stack: Terraform): unknown[] {
  return resources(stack, "aws_s3_bucket").map(({ bucket }) => bucket);
}
