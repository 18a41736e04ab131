import { expect } from "chai";
import { check, whereOf } from "./check.ts";
import { inAccount, PRIMARY, STAGING, withLegion, withoutRemedy } from "./fixtures.ts";
import { WRONG_CONNECTIONS, type Wrong } from "./wrong-connections.ts";

const SNOWPIPE = PRIMARY.snowpipeSqsArn ?? "";

const ALONE: readonly Wrong[] = [
  ["an environment in capitals", { environment: "Staging" }, "environment", `"Staging" can't be part of every name`],
  [
    "an environment with a slash, which would be a CLEAN prefix within another",
    { environment: "staging/clean" },
    "environment",
    `"staging/clean" can't be part of every name`,
  ],
  [
    "an environment's name too long for a role's",
    { environment: "a23456789b23456789c21" },
    "environment",
    `"a23456789b23456789c21" can't be part of every name`,
  ],
  [
    "a prefix that is too long together with the environment's name",
    { namePrefix: "a23456789b23456789c2345" },
    "namePrefix",
    `"a23456789b23456789c2345" can't be part of every name`,
  ],
  ["a suffix in capitals", { stampSuffix: "-B" }, "stampSuffix", `"-B" can't end a bucket's name`],
  ["a suffix with a dot", { stampSuffix: ".b" }, "stampSuffix", `".b" can't end a bucket's name`],
  ["a suffix that ends in a hyphen", { stampSuffix: "b-" }, "stampSuffix", `"b-" can't end a bucket's name`],
  [
    "a bucket's name over 63 characters",
    { stampSuffix: "-a23456789b23456789c23456789d2" },
    "stampSuffix",
    "the RAW bucket's name has 64 characters, S3 allows 63: legion-analytics-us-west-2-staging-a23456789b23456789c23456789d2",
  ],
  ["a RAW folder that can't be one", { rawFolder: "a/b" }, "rawFolder", `"a/b" can't be a folder of the RAW bucket`],
  [
    "a RAW folder that has the results of replays",
    { rawFolder: "replays" },
    "rawFolder",
    `"replays" is the folder for the results of replays`,
  ],
  [
    "a state bucket with a path",
    { state: { bucket: "s3://state", region: "us-west-2" } },
    "state.bucket",
    `"s3://state" is not a bucket's name`,
  ],
  [
    "a state bucket in a region that does not exist",
    { state: { bucket: "example-terraform-state", region: "Frankfurt" } },
    "state.region",
    `"Frankfurt" is not a region of the partition \`aws\``,
  ],
  [
    "zero documents to investigate",
    { databases: withLegion(STAGING, { docsToInvestigate: 0 }).databases },
    "databases.legion.docsToInvestigate",
    "0 is out of range",
  ],
  ["too little storage", { dms: { ...STAGING.dms, storageGb: 4 } }, "dms.storageGb", "4 is out of range"],
  ["too much storage", { dms: { ...STAGING.dms, storageGb: 6145 } }, "dms.storageGb", "6145 is out of range"],
  ["half a gigabyte", { dms: { ...STAGING.dms, storageGb: 20.5 } }, "dms.storageGb", "20.5 is out of range"],
  ["a LOB over 100 MB", { dms: { ...STAGING.dms, lobMaxKb: 102_401 } }, "dms.lobMaxKb", "102401 is out of range"],
  ["a commit rate of zero", { dms: { ...STAGING.dms, commitRate: 0 } }, "dms.commitRate", "0 is out of range"],
  [
    "a class of another service",
    { dms: { ...STAGING.dms, instanceClass: "t3.micro" } },
    "dms.instanceClass",
    `"t3.micro" is not a class of replication instances`,
  ],
  [
    "an engine that writes columns into the wrong place",
    { dms: { ...STAGING.dms, engineVersion: "3.5.3" } },
    "dms.engineVersion",
    `"3.5.3" is not an engine version from 3.5.4 on`,
  ],
  [
    "an engine without its last number",
    { dms: { ...STAGING.dms, engineVersion: "3.6" } },
    "dms.engineVersion",
    `"3.6" is not an engine version from 3.5.4 on`,
  ],
  ["too little memory", { cleaner: { ...STAGING.cleaner, memoryMb: 127 } }, "cleaner.memoryMb", "127 is out of range"],
  [
    "too much memory",
    { cleaner: { ...STAGING.cleaner, memoryMb: 10_241 } },
    "cleaner.memoryMb",
    "10241 is out of range",
  ],
  [
    "negative concurrency",
    { cleaner: { ...STAGING.cleaner, reservedConcurrency: -1 } },
    "cleaner.reservedConcurrency",
    "-1 is out of range",
  ],
  [
    "RAW that expires at once",
    { retention: { ...STAGING.retention, rawDays: 0 } },
    "retention.rawDays",
    "0 is out of range",
  ],
  [
    "CLEAN that expires at once",
    { retention: { ...STAGING.retention, cleanDays: 0 } },
    "retention.cleanDays",
    "0 is out of range",
  ],
  [
    "a number of days that CloudWatch does not support",
    { retention: { ...STAGING.retention, logDays: 10 } },
    "retention.logDays",
    "CloudWatch can't keep logs for 10 days",
  ],
  [
    "a number of days of the task's log that CloudWatch does not support",
    { retention: { ...STAGING.retention, dmsLogDays: 15 } },
    "retention.dmsLogDays",
    "CloudWatch can't keep logs for 15 days",
  ],
  ["alarms without a mail address", { alarms: { email: "the team" } }, "alarms.email", "not a mail address"],
  ["alarms to nobody without a reason", { alarms: { none: "" } }, "alarms.none", "there is no reason"],
  [
    "a collection that would always be late",
    { freshness: { default: { hours: 0 }, except: {} } },
    "freshness.default.hours",
    "0 is out of range",
  ],
  [
    "more hours than an alarm can evaluate",
    { freshness: { default: { hours: 24 }, except: { tickets: { hours: 169 } } } },
    "freshness.except.tickets.hours",
    "169 is out of range",
  ],
  [
    "a part of an hour",
    { freshness: { default: { hours: 0.5 }, except: {} } },
    "freshness.default.hours",
    "0.5 is out of range",
  ],
  [
    "no expectation without a reason",
    { freshness: { default: { none: " " }, except: {} } },
    "freshness.default.none",
    "there is no reason",
  ],
  [
    "one collection without an expectation, and without a reason",
    { freshness: { default: { hours: 24 }, except: { tickets: { none: "" } } } },
    "freshness.except.tickets.none",
    "there is no reason",
  ],
  [
    "an expectation of a collection that is not listed",
    { freshness: { default: { hours: 24 }, except: { ticket: { hours: 1 } } } },
    "freshness.except.ticket",
    `"ticket" is not a collection of the allow-list`,
  ],
  [
    "an expectation of a collection with the name of a JavaScript property",
    { freshness: { default: { hours: 24 }, except: { constructor: { hours: 1 } } } },
    "freshness.except.constructor",
    `"constructor" is not a collection of the allow-list`,
  ],
  [
    "an empty null marker, which Terraform would not send",
    { nullMarker: "" },
    "nullMarker",
    "it is empty, or has a quote, comma or newline, which are written differently in CSV",
  ],
  [
    "a null marker with a comma",
    { nullMarker: "NULL," },
    "nullMarker",
    "it is empty, or has a quote, comma or newline, which are written differently in CSV",
  ],
  [
    "[C-055] a Snowpipe queue on a stack that is not primary",
    { snowpipeSqsArn: SNOWPIPE },
    "snowpipeSqsArn",
    "only the primary stack can notify Snowpipe, and does so for all",
  ],
  ["an empty delimiter", { csvDelimiter: "" }, "csvDelimiter", "not a character that can separate cells"],
];

describe("the check of each environment", () => {
  for (const [title, change, where, problem] of [...ALONE, ...WRONG_CONNECTIONS]) {
    it(`finds ${title}`, () => {
      const changed = { ...STAGING, ...change };
      const found = check([PRIMARY, changed]);
      expect(found.map(withoutRemedy)).to.deep.equal([{ where: whereOf(changed, where), problem }]);
      expect(found[0]?.remedy).not.to.equal("");
    });
  }

  for (const region of ["us-west", "us-gov-west-1", "cn-north-1", "US-WEST-2"]) {
    it(`finds the region ${region}`, () => {
      expect(check([PRIMARY, { ...STAGING, region }]).map(withoutRemedy)).to.deep.include({
        where: `staging-${region}.region`,
        problem: `"${region}" is not a region of the partition \`aws\``,
      });
    });
  }

  it("finds an account that is not an account id", () => {
    expect(check([inAccount(PRIMARY, "1111-2222-3333")]).map(withoutRemedy)).to.deep.equal([
      { where: "production-us-west-2.account", problem: `"1111-2222-3333" is not an account id` },
    ]);
  });
});
