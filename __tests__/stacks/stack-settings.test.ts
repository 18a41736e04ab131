import { expect } from "chai";
import { ALL, PRIMARY, SECOND, STAGING } from "./fixtures.ts";
import { once, type Resource, resources, synth, synthAll, type Terraform } from "./synth.ts";

describe("every stack", () => {
  const stacks = once(() => synthAll(ALL));

  it("[D-003] is one per environment and region, named after them", () => {
    expect([...stacks().keys()]).to.deep.equal([
      "production-us-west-2",
      "production-us-east-1",
      "production-eu-west-1",
      "staging-us-west-2",
    ]);
  });

  it("is deployed to its own region and account only", () => {
    const found = [...stacks().values()].map(({ provider }) => [
      provider.aws[0]?.region,
      provider.aws[0]?.allowed_account_ids,
    ]);
    expect(found).to.deep.equal(ALL.map(({ region, account }) => [region, [account]]));
  });

  it("pins Terraform and the provider", () => {
    for (const { terraform } of stacks().values()) {
      expect(terraform).to.have.property("required_version", ">= 1.11");
      expect(terraform).to.have.nested.property("required_providers.aws.version", "6.25.0");
    }
  });

  it("tags everything that it creates, in both regions", () => {
    const providers = [...stacks()].flatMap(([name, { provider }]) => provider.aws.map((aws) => [name, aws] as const));
    expect(providers).to.have.length(ALL.length + 1);
    for (const [name, aws] of providers) {
      expect(aws).to.have.nested.property("default_tags[0].tags.project", "clearwell");
      expect(aws).to.have.nested.property("default_tags[0].tags.stack", name);
    }
  });

  it("has outputs for operators", () => {
    expect(Object.keys(stacks().get("production-us-west-2")?.output ?? {})).to.deep.equal([
      "clean_prefix",
      "cleaner_function",
      "dashboard_url",
      "failure_queue_url",
      "raw_bucket",
      "replication_task_arn",
    ]);
  });
});

describe("the state", () => {
  it("is a file in the repository if no bucket is set, without a path of this machine", () => {
    expect(backend(synth(PRIMARY))).to.deep.equal({
      local: { path: "../../../terraform.production-us-west-2.tfstate" },
    });
  });

  it("is in the bucket that is set, encrypted, locked without a table, under the stack's own key", () => {
    const remote = { ...SECOND, state: { bucket: "example-terraform-state", region: "eu-central-1" } };
    expect(backend(synth(remote, [PRIMARY, remote]))).to.deep.equal({
      s3: {
        bucket: "example-terraform-state",
        region: "eu-central-1",
        key: "clearwell/production-us-east-1.tfstate",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });
});

describe("the switch that protects data", () => {
  it("makes Terraform refuse to destroy buckets, keys, the task and the failure queue", () => {
    expect(guarded(synth(PRIMARY))).to.deep.equal({
      aws_dms_replication_task: [true],
      aws_kms_key: [true, true],
      aws_s3_bucket: [true, true],
      aws_sqs_queue: [true],
    });
    expect(resources(synth(PRIMARY), "aws_s3_bucket").map(({ force_destroy }) => force_destroy)).to.deep.equal([
      false,
      false,
    ]);
  });

  it("allows a stack to be destroyed with all its data if it is off", () => {
    const staging = synth(STAGING, ALL);
    expect(Object.values(guarded(staging)).flat()).to.deep.equal([false, false, false, false, false]);
    expect(resources(staging, "aws_s3_bucket").map(({ force_destroy }) => force_destroy)).to.deep.equal([true]);
  });
});

function backend({ terraform }: Terraform): unknown {
  return terraform.backend;
}

/** `prevent_destroy` of each resource that sets it, by type. */
function guarded({ resource = {} }: Terraform): Record<string, unknown[]> {
  const lifecycles = Object.entries(resource).map(
    ([type, found]) => [type, preventDestroy(Object.values(found))] as const,
  );
  return Object.fromEntries(lifecycles.filter(([, found]) => found.length > 0));
}

function preventDestroy(found: readonly Resource[]): unknown[] {
  return found
    .map(({ lifecycle }) => lifecycle as { readonly prevent_destroy?: boolean } | undefined)
    .filter((lifecycle) => lifecycle !== undefined)
    .map(({ prevent_destroy }) => prevent_destroy);
}
