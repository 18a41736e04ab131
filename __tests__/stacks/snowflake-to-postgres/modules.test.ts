import { tmpdir } from "node:os";
import { expect } from "chai";
import { makeApp, stacksOf } from "../../../stacks/make-app.ts";
import { checkPolicies } from "../../../stacks/policies/policies.ts";
import { MODULES, type Module } from "../../../stacks/snowflake-to-postgres/names.ts";
import { once, only, type Resource, resources, synthEvery, type Terraform } from "../synth.ts";
import { GIVEN_NETWORK, production, SETTINGS, SOURCES, staging, WITH_OPTIONS } from "./fixtures.ts";
import { synth, synthModules, synthNetwork } from "./synth.ts";

const ID = "production-us-west-2-snowflake-to-postgres";
const NAME = "clearwell-production-us-west-2-postgres";

describe("The modules of snowflake-to-postgres", () => {
  const modules = once(() => synthModules());

  it("[I-01, I-35] are a stack each, in the order in which they are deployed, after the network", () => {
    const app = makeApp({ environments: [production()], sources: SOURCES, outdir: tmpdir() });
    const needs = Object.fromEntries(
      stacksOf(app).map(({ node, dependencies }) => [
        node.id.replace(`${ID}-`, ""),
        dependencies.map((each) => each.node.id.replace(`${ID}-`, "")).filter((id) => !id.endsWith("-network")),
      ]),
    );
    expect(Object.keys(needs)).to.deep.equal(["production-us-west-2-network", ...MODULES]);
    for (const [index, module] of MODULES.entries())
      expect(MODULES.slice(0, index), module).to.include.members(needs[module] ?? []);
    expect(needs.sync).to.include.members(["postgres", "bastion", "batch", "catalog"]);
    expect(needs.bastion).to.deep.equal(["buckets", "postgres"]);
  });

  it("have states of their own, and refer to no other stack", () => {
    const states = [...modules().values()].map(({ terraform }) => JSON.stringify(terraform.backend));
    expect(new Set(states).size).to.equal(MODULES.length);
    for (const [module, stack] of modules()) {
      const text = JSON.stringify(stack);
      expect(text, module).not.to.include("terraform_remote_state");
      expect(text, module).not.to.include("cross-stack");
    }
  });

  it("keep to every policy, with every setting and in every network", () => {
    for (const environment of [
      production(),
      production(WITH_OPTIONS),
      staging(),
      { ...production(WITH_OPTIONS), network: GIVEN_NETWORK },
      production({ deployModules: false }),
    ])
      for (const [module, stack] of synthModules(environment)) expect(checkPolicies(stack), module).to.deep.equal([]);
  });

  it("[I-31] load from private subnets, with a way to PostgreSQL and to S3's endpoint alone", () => {
    const loader = resources(synth("sync"), "aws_lambda_function").find(
      ({ function_name }) => function_name === `${NAME}-sync`,
    );
    expect(JSON.stringify(loader?.vpc_config)).to.include("private-subnets");
    expect(JSON.stringify(loader?.environment), "all tables").not.to.include("TABLES");
    const [some] = resources(synth("sync", production({ tables: ["sales"] })), "aws_lambda_function");
    expect(JSON.stringify(some?.environment)).to.include('"TABLES":"sales"');
    const network = JSON.stringify(synthNetwork().resource?.aws_vpc_security_group_egress_rule ?? {});
    expect(network).to.include("postgres-sync").and.include("5432").and.include("prefix_list_id");
    for (const rule of resources(synthNetwork(), "aws_vpc_security_group_egress_rule"))
      if (JSON.stringify(rule).includes("postgres-sync")) expect(rule).not.to.have.property("cidr_ipv4");
  });

  it("[I-41] let a plan that comes too early say which of them to deploy first", () => {
    const messages = (module: Module, environment = production()) =>
      [...JSON.stringify(synth(module, environment).data).matchAll(/deploy ([\w-]+) first/g)].map(([, id]) => id);
    expect(messages("batch")).to.deep.equal([`${ID}-buckets`]);
    expect(messages("sync")).to.include.members([`${ID}-buckets`, `${ID}-postgres`, "production-us-west-2-network"]);
    expect(messages("bastion")).to.include(`${ID}-postgres`);
    expect(messages("postgres")).to.include("production-us-west-2-network");
    expect(messages("bastion", { ...production(), network: GIVEN_NETWORK })).to.include(`${ID}-postgres`);
  });

  it("keep the buckets and PostgreSQL, and nothing that runs, if they are switched off", () => {
    const off = synthModules(production({ deployModules: false }));
    for (const [module, { resource }] of off)
      if (module !== "buckets" && module !== "postgres") expect(resource, module).to.equal(undefined);
    expect(Object.keys(off.get("buckets")?.resource ?? {})).to.include.members(["aws_s3_bucket", "aws_kms_key"]);
    expect(Object.keys(off.get("postgres")?.resource ?? {})).to.include("aws_db_instance");
    const groups = resources(synthNetwork(production({ deployModules: false })), "aws_security_group");
    expect(groups.map(({ name }) => name)).to.deep.equal(["clearwell-production-us-west-2-network-postgres-database"]);
  });

  it("notify one topic, which the first of them makes, or nobody", () => {
    const topic = `arn:aws:sns:us-west-2:111122223333:${NAME}-alarms`;
    expect(only(modules().get("buckets") as Terraform, "aws_sns_topic").name).to.equal(`${NAME}-alarms`);
    const alarms = [...modules().values()].flatMap((stack) => resources(stack, "aws_cloudwatch_metric_alarm"));
    expect(alarms).to.have.length.above(10);
    for (const { alarm_actions, alarm_name } of alarms)
      expect(alarm_actions, String(alarm_name)).to.deep.equal([topic]);
    for (const stack of synthModules(staging()).values()) expect(stack.resource).not.to.have.property("aws_sns_topic");
  });

  it("have one budget for all of them", () => {
    const [filter] = only(synth("buckets", production(WITH_OPTIONS)), "aws_budgets_budget").cost_filter as Resource[];
    expect(filter?.values).to.deep.equal(MODULES.map((module) => `user:stack$${ID}-${module}`));
  });

  it("have no name that is too long, for the longest region and environment", () => {
    const quiet = production({ stream: { ...SETTINGS.stream, tables: [] } });
    const text = JSON.stringify({ ...quiet, environment: "preproduction-exampl" });
    const long = JSON.parse(text.replaceAll("us-west-2", "ap-southeast-2"));
    for (const environment of [long, { ...long, network: GIVEN_NETWORK }])
      expect(() => synthEvery({ environments: [environment], sources: SOURCES })).not.to.throw();
    const stacks = synthEvery({ environments: [long], sources: SOURCES });
    for (const [id, stack] of stacks) expect(checkPolicies(stack), id).to.deep.equal([]);
  });

  it("have names that no two resources of the account share", () => {
    for (const [type, argument] of [
      ["aws_iam_role", "name"],
      ["aws_lambda_function", "function_name"],
      ["aws_cloudwatch_metric_alarm", "alarm_name"],
      ["aws_cloudwatch_log_group", "name"],
      ["aws_kms_alias", "name"],
      ["aws_sfn_state_machine", "name"],
      ["aws_s3_object", "key"],
    ] as const) {
      const names = [...modules().values()].flatMap((stack) => resources(stack, type).map((it) => it[argument]));
      expect(new Set(names).size, type).to.equal(names.length);
    }
  });
});

describe("The dashboard of snowflake-to-postgres", () => {
  it("shows the alarms of every module, the machines, the streams and PostgreSQL", () => {
    const body = String(only(synth("sync"), "aws_cloudwatch_dashboard").dashboard_body);
    const alarms = [...synthModules()].flatMap(([module, stack]) =>
      module === "sync" ? [] : resources(stack, "aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name),
    );
    for (const name of alarms) expect(body).to.include(`:alarm:${String(name)}"`);
    for (const name of ["run", "export", "sync"]) expect(body).to.include(`stateMachine:${NAME}-${name}`);
    for (const metric of ["FreeStorageSpace", "DeliveryToS3.DataFreshness", "ExecutionsFailed"])
      expect(body).to.include(`"${metric}"`);
    const quiet = synth("sync", production({ stream: { ...SETTINGS.stream, tables: [] } }));
    expect(String(only(quiet, "aws_cloudwatch_dashboard").dashboard_body)).not.to.include("DataFreshness");
  });
});
