import { expect } from "chai";
import { SOURCES } from "../../contracts/index.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { PRODUCTION_US_WEST_2 } from "../../environments/production-us-west-2.ts";
import { checkEnvironments } from "../../stacks/checks/check-environments.ts";
import { DMS } from "../../stacks/mongodb-to-snowflake/defaults.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { PIPELINES } from "../../stacks/pipelines.ts";
import { check } from "./check.ts";
import { ALL, PRIMARY, SECOND, STAGING } from "./fixtures.ts";

const SNOWPIPE = PRIMARY.snowpipeSqsArn ?? "";

describe("the check of the environments", () => {
  it("finds no problem in the shipped environments and in the fixtures", () => {
    expect(checkEnvironments(ENVIRONMENTS, SOURCES, PIPELINES)).to.deep.equal([]);
    expect(check(ALL)).to.deep.equal([]);
  });

  it("accepts a concurrency of 0, every version from 3.5.4 on, the longest name that S3 allows, and a freshness of a week", () => {
    for (const engineVersion of ["3.5.4", "3.5.10", "3.6.1", "4.0.0"]) {
      const changed: MongodbToSnowflake = {
        ...STAGING,
        stampSuffix: "-a23456789b23456789c23456789d",
        dms: { ...STAGING.dms, engineVersion },
        cleaner: { ...STAGING.cleaner, reservedConcurrency: 0 },
        state: { bucket: "example-terraform-state", region: "eu-central-1" },
        freshness: { default: { hours: 168 }, except: { tickets: { hours: 1 }, invoices: { none: "loaded once" } } },
      };
      expect(check([PRIMARY, changed])).to.deep.equal([]);
    }
  });

  it("reports all problems at once, of all environments, in their order", () => {
    const found = check([
      { ...PRIMARY, snowpipeSqsArn: "sf", protectData: false },
      {
        ...SECOND,
        snowpipeSqsArn: SNOWPIPE,
        createDmsServiceRoles: true,
        network: { subnetIds: [], securityGroupIds: [] },
      },
      {
        ...STAGING,
        alarms: { none: "" },
        freshness: { default: { hours: 0 }, except: { ticket: { none: "" } } },
        stampSuffix: "_",
        dms: { ...STAGING.dms, storageGb: 1, lobMaxKb: 0 },
      },
    ]);
    expect(found.map(({ where }) => where.replace("mongodb-to-snowflake.", "…"))).to.deep.equal([
      "production-us-west-2.protectData",
      "production-us-west-2.…snowpipeSqsArn",
      "production-us-east-1.…network.subnetIds",
      "production-us-east-1.…network.securityGroupIds",
      "staging-us-west-2.alarms.none",
      "staging-us-west-2.…stampSuffix",
      "staging-us-west-2.…dms.storageGb",
      "staging-us-west-2.…dms.lobMaxKb",
      "staging-us-west-2.…freshness.default.hours",
      "staging-us-west-2.…freshness.except.ticket",
      "staging-us-west-2.…freshness.except.ticket.none",
      "production-us-west-2.…createDmsServiceRoles, production-us-east-1.mongodb-to-snowflake.createDmsServiceRoles",
      "production-us-east-1.…snowpipeSqsArn",
    ]);
  });

  it("suggests the collection that was probably meant by an exception that is not listed", () => {
    const freshness = { ...STAGING.freshness, except: { tikets: { hours: 1 } } };
    const [found] = check([PRIMARY, { ...STAGING, freshness }]);
    expect(found?.remedy).to.match(/Did you mean tickets\?$/);
  });

  it("checks a stack whose DMS is off like any other", () => {
    const off = { ...STAGING, deployDms: false, dms: { ...STAGING.dms, storageGb: 1 } };
    expect(check([PRIMARY, off]).map(({ where }) => where)).to.deep.equal([
      "staging-us-west-2.mongodb-to-snowflake.dms.storageGb",
    ]);
  });
});

describe("the defaults", () => {
  it("[C-052, C-053, C-054] are those of the first system: legion on dms.t3.micro with 20 GB", () => {
    expect(Object.keys(PRODUCTION_US_WEST_2["mongodb-to-snowflake"]?.databases ?? {})).to.deep.equal(["legion"]);
    expect(DMS).to.include({ instanceClass: "dms.t3.micro", storageGb: 20 });
  });
});
