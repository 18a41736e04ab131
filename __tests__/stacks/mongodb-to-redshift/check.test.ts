import { expect } from "chai";
import type { Sources } from "../../../contracts/source.ts";
import { checkEnvironments } from "../../../stacks/checks/check-environments.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { CLUSTER, SERVERLESS } from "../../../stacks/mongodb-to-redshift/defaults.ts";
import type { MongodbToRedshiftSettings } from "../../../stacks/mongodb-to-redshift/settings.ts";
import { PIPELINES } from "../../../stacks/pipelines.ts";
import { production, SETTINGS, SOURCES, staging, WITH_OPTIONS, withDatabase } from "./fixtures.ts";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/";
const NETWORK = { cidr: "10.20.0.0/16", zones: 3, nat: 0, logDays: 90 } as const;
const MONGODB = [{ cidr: "203.0.113.0/24", port: 27_017, why: "the members of the replica set" }];
const [ONE = "", TWO = ""] = "subnetIds" in SETTINGS.jobNetwork ? SETTINGS.jobNetwork.subnetIds : [];
const GROUPS = { jobGroupIds: ["sg-0d11111111111111d"], redshiftGroupIds: ["sg-0e11111111111111e"] };

type Wrong = Partial<MongodbToRedshiftSettings>;

const WRONG: readonly (readonly [settings: Wrong | object, where: string, problem: RegExp])[] = [
  [{ databases: {} }, "databases", /no database is read/],
  [{ databases: { shopp: SETTINGS.databases.shop } }, "databases.shopp", /not a MongoDB database/],
  [{ stampSuffix: "-A" }, "stampSuffix", /can't end a bucket's name/],
  [{ lakeBucket: "Documents" }, "lakeBucket", /can't be a bucket's name/],
  [{ lakeBucket: "x".repeat(40) }, "lakeBucket", /the bucket of its logs has 66 characters/],
  [{ trail: "none" }, "trail", /not a value/],
  [withDatabase("shop", { collections: [] }), "databases.shop.collections", /no collection is read/],
  [withDatabase("shop", { collections: ["order"] }), "databases.shop.collections", /"order" is not a collection/],
  [withDatabase("shop", { collections: ["carts", "carts"] }), "databases.shop.collections", /named twice/],
  [withDatabase("shop", { readFrom: "primary", readTags: { use: "x" } }), "databases.shop.readTags", /has no tags/],
  [withDatabase("shop", { oplogHours: 0 }), "databases.shop.oplogHours", /out of range/],
  [withDatabase("shop", { secretArn: "arn" }), "databases.shop.secretArn", /not in the stack's region/],
  [withDatabase("shop", { secretKeyArn: KEY }), "databases.shop.secretKeyArn", /not the ARN of a key/],
  [withDatabase("shop", { readFrom: "any" as "primary" }), "databases.shop.readFrom", /not a value/],
  [{ lakeKeyArn: "alias/x" }, "lakeKeyArn", /not the ARN of a key/],
  [
    { jobNetwork: { subnetIds: [ONE, TWO], ...GROUPS } },
    "jobNetwork.subnetIds",
    /2 subnets, Redshift \(serverless\) needs 3/,
  ],
  [
    { redshift: CLUSTER, jobNetwork: { subnetIds: [ONE, ONE], ...GROUPS } },
    "jobNetwork.subnetIds",
    /1 subnets.*needs 2/,
  ],
  [{ jobNetwork: { ...SETTINGS.jobNetwork, jobGroupIds: [] } }, "jobNetwork.jobGroupIds", /no security group/],
  [
    { jobNetwork: { ...SETTINGS.jobNetwork, redshiftGroupIds: [] } },
    "jobNetwork.redshiftGroupIds",
    /no security group/,
  ],
  [{ jobNetwork: { ...SETTINGS.jobNetwork, jobGroupIds: ["x"] } }, "jobNetwork.jobGroupIds", /"x" is not an id/],
  [{ jobNetwork: { mongodb: MONGODB, services: "nat" } }, "jobNetwork", /has no network/],
  [{ schedule: { expression: "rate(1 hours)", timeZone: "UTC" } }, "schedule.expression", /not a schedule/],
  [{ schedule: { expression: "rate(2 hours)", timeZone: "Berlin" } }, "schedule.timeZone", /not a time zone/],
  [{ processTrigger: "sqs" }, "processTrigger", /not a value/],
  [{ unlistedFields: "drop" }, "unlistedFields", /not a value/],
  [{ jobs: { ...SETTINGS.jobs, concurrency: 0 } }, "jobs.concurrency", /out of range/],
  [withExtract({ memoryMb: 9216 }), "jobs.extract.memoryMb", /Fargate has no 1 vCPU with 9216 MB/],
  [withExtract({ vcpus: 8, memoryMb: 17_408 }), "jobs.extract.memoryMb", /no 8 vCPU/],
  [withExtract({ vcpus: 3 as 4 }), "jobs.extract.vcpus", /not a value/],
  [withExtract({ diskGb: 20 }), "jobs.extract.diskGb", /out of range/],
  [withExtract({ attempts: 11 }), "jobs.extract.attempts", /out of range/],
  [withExtract({ hours: 0 }), "jobs.extract.hours", /out of range/],
  [{ redshift: { ...SERVERLESS, database: "Clearwell" } }, "redshift.database", /can't be the name/],
  [{ redshift: { ...SERVERLESS, snapshotDays: 0 } }, "redshift.snapshotDays", /out of range/],
  [{ redshift: { ...SERVERLESS, baseRpus: 12 } }, "redshift.baseRpus", /not a possible number/],
  [{ redshift: { ...SERVERLESS, baseRpus: 64 } }, "redshift.maxRpus", /less than baseRpus/],
  [{ redshift: { ...SERVERLESS, dailyRpuHours: 0 } }, "redshift.dailyRpuHours", /out of range/],
  [{ redshift: { ...CLUSTER, nodeType: "dc2.large" } }, "redshift.nodeType", /not a node of RA3/],
  [{ redshift: { ...CLUSTER, nodes: 0 } }, "redshift.nodes", /out of range/],
  [{ redshift: { ...CLUSTER, nodeType: "ra3.4xlarge", nodes: 1 } }, "redshift.nodes", /out of range/],
  [{ redshift: { ...CLUSTER, dailyScalingMinutes: 0 } }, "redshift.dailyScalingMinutes", /out of range/],
  [{ redshift: { ...SERVERLESS, kind: "both" } }, "redshift", /not a value/],
  [{ retention: { ...SETTINGS.retention, oldVersionDays: 0 } }, "retention.oldVersionDays", /out of range/],
  [{ retention: { ...SETTINGS.retention, stagedDays: 0 } }, "retention.stagedDays", /out of range/],
  [{ retention: { ...SETTINGS.retention, accessLogDays: 0 } }, "retention.accessLogDays", /out of range/],
  [{ retention: { ...SETTINGS.retention, logDays: 15 } }, "retention.logDays", /15/],
  [{ freshness: { default: { hours: 0 }, except: {} } }, "freshness.default.hours", /out of range/],
  [
    { freshness: { default: { hours: 1 }, except: { orders: { hours: 1 } } } },
    "freshness.except.orders",
    /"orders" is not one of the stack's collections/,
  ],
  [{ budget: { monthlyUsd: 0 } }, "budget.monthlyUsd", /out of range/],
  [{ deploy: true }, "deploy", /no such setting/],
];

describe("The check of mongodb-to-redshift", () => {
  const found = (environments: readonly EnvironmentSettings[], sources: Sources = SOURCES) =>
    checkEnvironments(environments, sources, PIPELINES);
  const wheres = (environments: readonly EnvironmentSettings[], sources?: Sources) =>
    found(environments, sources).map(({ where }) => where.replace("production-us-west-2.mongodb-to-redshift.", ""));

  it("accepts the settings, with and without those that may be absent", () => {
    expect(found([production(), staging()])).to.deep.equal([]);
    expect(found([production(WITH_OPTIONS)])).to.deep.equal([]);
  });

  for (const [settings, where, problem] of WRONG)
    it(`finds a mistake in ${where}: ${problem.source}`, () => {
      const [first, ...others] = found([production(settings)]);
      expect(others).to.deep.equal([]);
      expect(first?.where).to.equal(`production-us-west-2.mongodb-to-redshift.${where}`);
      expect(first?.problem).to.match(problem);
      expect(first?.remedy).not.to.equal("");
    });

  it("finds names that MongoDB or Redshift can't take, in the collections that are read", () => {
    const sources = {
      ...SOURCES,
      shop: { engine: "mongodb", collections: { orders: { $status: "text" }, carts: { total: "integer" } } },
    } as Sources;
    expect(wheres([production()], sources)).to.include("databases.shop.orders.$status");
    expect(wheres([production(withDatabase("shop", { collections: ["carts"] }))], sources)).to.deep.equal([]);
  });

  it("finds two collections that are one table in Redshift", () => {
    const sources = {
      ...SOURCES,
      shop: { engine: "mongodb", collections: { orders: { status: "text" }, Orders: { status: "text" } } },
    } as Sources;
    expect(found([production()], sources).map(({ problem }) => problem)).to.include(
      "orders and Orders are one table in Redshift: case means nothing there",
    );
  });

  it("finds a name that is too long for Redshift, unless the collection is not read", () => {
    const long = "a".repeat(120);
    const shop = { engine: "mongodb", collections: { carts: { total: "integer" }, [long]: { total: "integer" } } };
    const sources = { ...SOURCES, shop } as Sources;
    expect(wheres([production()], sources)).to.deep.equal([`databases.shop.${long}`]);
    expect(wheres([production(withDatabase("shop", { collections: ["carts"] }))], sources)).to.deep.equal([]);
  });

  it("finds two stacks with one bucket", () => {
    const other = { ...production(), environment: "production-us", region: "us-west-2" } as EnvironmentSettings;
    expect(wheres([production(), other])).to.deep.equal([]);
    const same = staging({ lakeBucket: "documents" });
    expect(
      wheres([
        { ...same, environment: "a", region: "us-west-2" },
        { ...same, environment: "a" },
      ] as never),
    ).to.include("documents-us-west-2-a");
  });

  it("requires three zones of a shared network, addresses of MongoDB, and a NAT gateway if it is to be used", () => {
    const shared = (network: object, jobNetwork: MongodbToRedshiftSettings["jobNetwork"]) =>
      wheres([{ ...production({ jobNetwork }), network: { ...NETWORK, ...network } } as EnvironmentSettings]);
    const endpoints = { mongodb: MONGODB, services: "endpoints" } as const;
    expect(shared({ nat: 1 }, endpoints)).to.deep.equal([]);
    expect(shared({ nat: 1, zones: 2 }, endpoints)).to.deep.equal(["jobNetwork"]);
    expect(shared({ nat: 1 }, { ...endpoints, mongodb: [] })).to.deep.equal(["jobNetwork.mongodb"]);
    expect(shared({ nat: 1 }, { ...endpoints, services: "nat" })).to.deep.equal([]);
    expect(shared({ nat: 0 }, { ...endpoints, services: "nat" })).to.include("jobNetwork.services");
  });
});

function withExtract(settings: Partial<MongodbToRedshiftSettings["jobs"]["extract"]>): Wrong {
  return { jobs: { ...SETTINGS.jobs, extract: { ...SETTINGS.jobs.extract, ...settings } } };
}
