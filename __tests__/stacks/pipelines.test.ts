import { tmpdir } from "node:os";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { TerraformStack } from "cdktf";
import { expect } from "chai";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { makeApp, stacksOf } from "../../stacks/make-app.ts";
import type { Pipeline } from "../../stacks/pipeline.ts";
import { PIPELINES } from "../../stacks/pipelines.ts";
import { configureStack } from "../../stacks/stack-settings.ts";
import { EU, EU_KEY, EU_SOURCES } from "./eu-company.ts";
import { EXTRA, WITH_EXTRA } from "./extra-pipeline.ts";
import { ALLOW_LIST, literalOf, PRIMARY, SECOND, STAGING, sourcesOf } from "./fixtures.ts";
import { only, resources, synthEvery } from "./synth.ts";

describe("A pipeline", () => {
  const named = (environment: EnvironmentSettings, more: object = { on: true }) =>
    ({ ...environment, extra: more }) as EnvironmentSettings;
  const synth = (environments: readonly EnvironmentSettings[], pipelines = WITH_EXTRA) =>
    synthEvery({ sources: sourcesOf(ALLOW_LIST), environments, pipelines });

  it("has its stacks in each environment that names it, and none in others", () => {
    const stacks = synth([named(literalOf(PRIMARY)), literalOf(SECOND), named(literalOf(STAGING))]);
    expect([...stacks.keys()]).to.deep.equal([
      "production-us-west-2",
      "production-us-east-1",
      "staging-us-west-2",
      "production-us-west-2-extra",
      "staging-us-west-2-extra",
    ]);
    const extra = stacks.get("staging-us-west-2-extra");
    expect(extra && only(extra, "aws_sqs_queue").name).to.equal("clearwell-staging-us-west-2-extra-queue");
  });

  it("may be the only one of an environment", () => {
    const { "mongodb-to-snowflake": _none, ...alone } = literalOf(STAGING);
    expect([...synth([literalOf(PRIMARY), named(alone)]).keys()]).to.deep.equal([
      "production-us-west-2",
      "staging-us-west-2-extra",
    ]);
  });

  it("is checked with its environment, and told where its settings are", () => {
    expect(() => synth([named(literalOf(PRIMARY), { on: false })])).to.throw(
      "production-us-west-2.extra.on\n  problem: is off",
    );
    expect(() => synth([named(literalOf(PRIMARY), { on: "yes" })])).to.throw("production-us-west-2.extra.on");
    expect(() => synth([named(literalOf(PRIMARY))], PIPELINES)).to.throw(
      "production-us-west-2.extra\n  problem: there is no such setting",
    );
  });

  it("is held to the policies like every other", () => {
    const leaky: Pipeline<{ readonly on: boolean }> = {
      ...EXTRA,
      addStacks: (app, [environment]) => {
        const stack = new TerraformStack(app, "leaky");
        configureStack(stack, environment as NonNullable<typeof environment>);
        new SnsTopic(stack, "topic", { name: "x".repeat(300) });
        new SqsQueue(stack, "queue", { name: "open", sqsManagedSseEnabled: false });
      },
    };
    expect(() => synth([named(literalOf(PRIMARY))], { ...PIPELINES, extra: leaky })).to.throw(
      "leaky: aws_sqs_queue.queue",
    );
  });

  it("has the network that its environment describes, with the groups that it needs, deployed before it", () => {
    const network = { cidr: "10.20.0.0/16", zones: 2, nat: 0, logDays: 90 } as const;
    const stacks = synth([{ ...named(literalOf(PRIMARY)), network }]);
    expect([...stacks.keys()]).to.include("production-us-west-2-network");
    const made = stacks.get("production-us-west-2-network");
    const groups = made ? resources(made, "aws_security_group").map(({ name }) => name) : [];
    expect(groups).to.include("clearwell-production-us-west-2-network-extra");
    const app = { sources: sourcesOf(ALLOW_LIST), environments: [{ ...named(literalOf(PRIMARY)), network }] };
    const dependencies = stacksOf(makeApp({ ...app, pipelines: WITH_EXTRA, outdir: tmpdir() })).map((stack) => {
      return [stack.node.id, ...stack.dependencies.map(({ node }) => node.id)];
    });
    expect(dependencies).to.deep.equal([
      ["production-us-west-2-network"],
      ["production-us-west-2"],
      ["production-us-west-2-extra", "production-us-west-2-network"],
    ]);
    expect(() => synth([{ ...named(literalOf(PRIMARY)), network: { ...network, cidr: "10.20.0.0/8" } }])).to.throw(
      "production-us-west-2.network.cidr",
    );
  });
});

describe("A company in the EU", () => {
  const synth = () => synthEvery({ sources: EU_SOURCES, environments: EU });

  it("deploys under its own names, in its own region only, with keys, a topic and a CLEAN bucket that it has", () => {
    const stack = synth().get("production-eu-central-1");
    if (stack === undefined) throw new Error("no stack");
    const text = JSON.stringify(stack);
    expect(text).not.to.match(/us-(east|west)|legion|mongodb-data|"clearwell-/);
    expect(resources(stack, "aws_s3_bucket").map(({ bucket }) => bucket)).to.deep.equal([
      "acme-raw-eu-central-1-production",
    ]);
    expect(resources(stack, "aws_kms_key").map(({ description }) => description)).to.deep.equal([
      "clearwell production-eu-central-1: log of the replication task",
    ]);
    expect(stack.resource).not.to.have.any.keys("aws_sns_topic", "aws_sns_topic_subscription");
    expect(only(stack, "aws_budgets_budget")).to.have.nested.property(
      "notification[0].subscriber_sns_topic_arns[0]",
      "arn:aws:sns:eu-central-1:111122223333:oncall",
    );
    for (const role of resources(stack, "aws_iam_role"))
      expect(role.permissions_boundary, String(role.name)).to.equal("arn:aws:iam::111122223333:policy/limits");
    expect(text).to.include(`"kms:Decrypt\\"],\\"Resource\\":[\\"${EU_KEY}2\\"]`.replaceAll('\\"', '\\"'));
    expect(stack.terraform).to.have.nested.property("cloud.workspaces.name", "acme-production-eu-central-1");
    expect(stack.provider.aws[0]).to.have.deep.nested.property("default_tags[0].tags", {
      owner: "data",
      project: "clearwell",
      environment: "production",
      stack: "production-eu-central-1",
    });
  });

  it("replicates less in staging", () => {
    const stack = synth().get("staging-eu-central-1");
    expect(stack && only(stack, "aws_dms_replication_task").table_mappings)
      .to.include('"table-name":"notes"')
      .and.not.include("users");
  });
});
