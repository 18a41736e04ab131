import { expect } from "chai";
import { CLUSTER } from "../../stacks/mongodb-to-redshift/defaults.ts";
import { EU, EU_SOURCES } from "../stacks/eu-company.ts";
import { WITH_EXTRA } from "../stacks/extra-pipeline.ts";
import { ALLOW_LIST, literalOf, PRIMARY, sourcesOf } from "../stacks/fixtures.ts";
import {
  WITH_OPTIONS as LOADING_OPTIONS,
  production as loading,
  SOURCES as MONGODB_SOURCES,
  staging as stagingLoad,
} from "../stacks/mongodb-to-redshift/fixtures.ts";
import {
  SOURCES as STREAM_SOURCES,
  WITH_OPTIONS as STREAMING_OPTIONS,
  staging as stagingStream,
  production as streaming,
  withShop,
} from "../stacks/mysql-to-snowflake/fixtures.ts";
import { production, SOURCES, staging, WITH_OPTIONS } from "../stacks/relational-to-snowflake/fixtures.ts";
import {
  WITH_OPTIONS as EXPORTING_OPTIONS,
  production as exporting,
  GIVEN_NETWORK,
  SOURCES as SNOWFLAKE_SOURCES,
  staging as stagingExport,
} from "../stacks/snowflake-to-postgres/fixtures.ts";
import { once } from "../stacks/synth.ts";
import { validate } from "./checks/validate.ts";
import { planOf } from "./plan.ts";
import { withResponse } from "./provider/read-back.ts";
import { READ_BACKS } from "./provider/read-backs.ts";
import { realIfFetched, responding, schemaOnly } from "./provider-in-use.ts";
import { type Stack, synthesiseEvery, synthesiseShipped } from "./stacks.ts";
import { unwrapped } from "./terraform.ts";

const NETWORK = { cidr: "10.20.0.0/16", zones: 2, nat: 0, logDays: 90 } as const;
const NETWORK_WITH_NAT = { ...NETWORK, nat: 1 } as const;

/** Whatever pipelines there are: the stacks of each are found when they are synthesised. */
describe("every stack of every pipeline", () => {
  const shipped = once(() => synthesiseShipped());
  const withExtra = once(() => {
    const environment = { ...literalOf(PRIMARY), network: NETWORK, extra: { on: true } };
    return synthesiseEvery([environment], sourcesOf(ALLOW_LIST), WITH_EXTRA);
  });
  const eu = once(() => synthesiseEvery(EU, EU_SOURCES));

  it("is valid, and has an empty second plan: as shipped", () => isSound(shipped(), realIfFetched));

  it("is valid, and has an empty second plan: with a pipeline that was added, and a network", async () => {
    expect([...withExtra().keys()]).to.have.members([
      "production-us-west-2",
      "production-us-west-2-extra",
      "production-us-west-2-network",
    ]);
    await isSound(withExtra(), schemaOnly);
  });

  it("is valid, and has an empty second plan: of a company with other names, and its state in HCP Terraform", () =>
    isSound(eu(), schemaOnly));
});

/** Endpoints of other engines, and other arguments of the target, than those of mongodb-to-snowflake. */
describe("every stack of relational-to-snowflake", () => {
  const databases = [{ cidr: "203.0.113.0/24", port: 3306, why: "the databases" }];
  for (const [title, environment] of Object.entries({
    "with what must be set": production(),
    "with every setting that may be absent": production(WITH_OPTIONS),
    "in the network of its environment": { ...production({ dmsNetwork: { databases } }), network: NETWORK_WITH_NAT },
    "switched off": production({ deployDms: false }),
    "unprotected, and nobody is notified": staging(),
  }))
    it(`is valid, and has an empty second plan: ${title}`, () =>
      isSound(synthesiseEvery([environment], SOURCES), schemaOnly));
});

describe("every stack of mongodb-to-redshift", () => {
  const mongodb = [{ cidr: "203.0.113.0/24", port: 27_017, why: "the members of the replica set" }];
  const inNetwork = {
    ...loading({ jobNetwork: { mongodb, services: "endpoints" } }),
    network: { ...NETWORK_WITH_NAT, zones: 3 },
  } as const;
  for (const [title, environment] of Object.entries({
    "with what must be set": loading(),
    "with every setting that may be absent, and a cluster": loading(LOADING_OPTIONS),
    "in the network of its environment": inNetwork,
    "switched off": loading({ deployJobs: false }),
    "unprotected, and nobody is notified": stagingLoad({ redshift: CLUSTER }),
  }))
    it(`is valid, and has an empty second plan: ${title}`, () =>
      isSound(synthesiseEvery([environment], MONGODB_SOURCES), schemaOnly));

  it("has an empty plan after an operator started the schedule", async () => {
    const stack = synthesiseEvery([loading()], MONGODB_SOURCES).get("production-us-west-2-mongodb-to-redshift");
    if (stack === undefined) throw new Error("no stack");
    const started = withResponse(READ_BACKS, ["aws_scheduler_schedule", "state"], () => "ENABLED");
    const { resource_changes: changes = [] } = await planOf(stack, stack, responding(started));
    expect(changes.map(({ type }) => type)).to.include("aws_scheduler_schedule");
    expect(changes.filter(({ change }) => change.actions.join() !== "no-op")).to.deep.equal([]);
  });
});

describe("every stack of mysql-to-snowflake", () => {
  const reach = { cidr: "203.0.113.0/24", port: 3306, why: "the database" };
  const shared = { ...withShop({ reach }), producerNetwork: { vpc: "shared", endpoints: "make" } as const };
  const inDefaultVpc = streaming({ producerNetwork: { vpc: "default", endpoints: "make" } });
  for (const [title, environment] of Object.entries({
    "with what must be set": streaming(),
    "with every setting that may be absent": streaming(STREAMING_OPTIONS),
    "in the default VPC": inDefaultVpc,
    "in the network of its environment": { ...streaming(shared), network: NETWORK_WITH_NAT },
    "switched off": streaming({ deployStream: false }),
    "unprotected, and nobody is notified": stagingStream(),
  }))
    it(`is valid, and has an empty second plan: ${title}`, () =>
      isSound(synthesiseEvery([environment], STREAM_SOURCES), schemaOnly));

  it("is refused before anything is made if two of its given subnets are in one zone", async () => {
    const subnetIds = ["subnet-0a11111111111111a", "subnet-0a22222222222222a"];
    const producerNetwork = { vpcId: "vpc-0a11111111111111a", subnetIds, endpoints: "make" } as const;
    const [[, stack] = []] = synthesiseEvery([streaming({ producerNetwork })], STREAM_SOURCES);
    if (stack === undefined) throw new Error("no stack");
    const refused = unwrapped(await planOf(stack, undefined, schemaOnly).then(() => "planned", String));
    expect(refused).to.include("name one subnet of each zone, in producerNetwork.subnetIds");
  });

  it("has an empty plan after a watermark moved and an operator started the schedules", async () => {
    const [[, stack] = []] = synthesiseEvery([streaming()], STREAM_SOURCES);
    if (stack === undefined) throw new Error("no stack");
    const moved = withResponse(READ_BACKS, ["aws_ssm_parameter", "value"], () => "2026-11-27 10:00:00.000000");
    const started = withResponse(moved, ["aws_scheduler_schedule", "state"], () => "ENABLED");
    const { resource_changes: changes = [] } = await planOf(stack, stack, responding(started));
    expect(changes.map(({ type }) => type)).to.include.members(["aws_ssm_parameter", "aws_scheduler_schedule"]);
    expect(changes.filter(({ change }) => change.actions.join() !== "no-op")).to.deep.equal([]);
  });
});

describe("every stack of snowflake-to-postgres", () => {
  for (const [title, environment] of Object.entries({
    "with what must be set": exporting(),
    "with every setting that may be absent": exporting(EXPORTING_OPTIONS),
    "in a network that is given": { ...exporting(EXPORTING_OPTIONS), network: GIVEN_NETWORK },
    "switched off": exporting({ deployModules: false }),
    "unprotected, and nobody is notified": stagingExport(),
  }))
    it(`is valid, and has an empty second plan: ${title}`, () =>
      isSound(synthesiseEvery([environment], SNOWFLAKE_SOURCES), schemaOnly));

  it("has an empty plan after an operator started the schedule, a newer image was there, and the disk grew", async () => {
    const stacks = synthesiseEvery([exporting()], SNOWFLAKE_SOURCES);
    const started = withResponse(READ_BACKS, ["aws_scheduler_schedule", "state"], () => "ENABLED");
    const grown = withResponse(started, ["aws_db_instance", "allocated_storage"], () => 60);
    const changed = withResponse(grown, ["aws_instance", "ami"], () => "ami-before");
    for (const module of ["postgres", "bastion", "sync"]) {
      const stack = stacks.get(`production-us-west-2-snowflake-to-postgres-${module}`);
      if (stack === undefined) throw new Error("no stack");
      const { resource_changes: changes = [] } = await planOf(stack, stack, responding(changed));
      expect(changes.filter(({ change }) => change.actions.join() !== "no-op")).to.deep.equal([]);
    }
  });

  it("refuses a plan of a module before what it needs, and says what to deploy", async () => {
    const stack = synthesiseEvery([exporting()], SNOWFLAKE_SOURCES).get(
      "production-us-west-2-snowflake-to-postgres-batch",
    );
    if (stack === undefined) throw new Error("no stack");
    const alone = { ...stack, deployed: [] };
    const failure = await planOf(alone).then(
      () => "planned",
      (error: unknown) => String(error).replace(/\s+[│|]?\s*/g, " "),
    );
    expect(failure).to.include("deploy production-us-west-2-snowflake-to-postgres-buckets first");
  });
});

async function isSound(stacks: ReadonlyMap<string, Stack>, provide: Parameters<typeof validate>[0]["provide"]) {
  for (const [name, stack] of stacks) {
    expect(await validate({ stack, provide } as Parameters<typeof validate>[0]), name).to.deep.equal([]);
    const { resource_changes: changes = [] } = await planOf(stack, stack);
    const made = changes.filter(({ change }) => change.actions.join() !== "no-op").map(({ address }) => address);
    expect(made, name).to.deep.equal([]);
  }
}
