import { expect } from "chai";
import type { Problem } from "../../contracts/problem.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import { check, whereOf } from "./check.ts";
import { legionOf, PRIMARY, SECOND, STAGING, WITH_OPTIONS } from "./fixtures.ts";

type Settings = { [name: string]: unknown };

const SNOWFLAKE: SnowflakeSettings = {
  account: "myorg-myaccount",
  user: "RUNNER",
  database: "WELLS",
  warehouse: "WELLS_WH",
  ownerRole: "WELLS_OWNER",
  iamUserArn: "arn:aws:iam::444455556666:user/fixture",
  notifications: { externalId: "MYACCOUNT_SFCRole=2_fixture", iamUserArn: "arn:aws:iam::444455556666:user/other" },
  region: "us-west-2",
  landingDays: 30,
  shares: { PARTNER: { accounts: ["PARTNERORG.PARTNER"], views: ["legion/tickets"], clear: [] } },
};

/** An environment with every setting. */
const FULL: MongodbToSnowflake = {
  ...WITH_OPTIONS,
  ...PRIMARY,
  snowflake: SNOWFLAKE,
  databases: { legion: { ...legionOf(WITH_OPTIONS), tls: legionOf(PRIMARY).tls } },
  budget: { monthlyUsd: 100 },
  freshness: { ...PRIMARY.freshness, except: { tickets: { hours: 1 } } },
};
const OPTIONAL = [
  ...["snowflake", "snowflake.account", "snowflake.user", "snowflake.database", "snowflake.warehouse"],
  ...["snowflake.ownerRole", "snowflake.iamUserArn", "snowflake.notifications", "snowflake.notifications.iamUserArn"],
  ...[
    "snowflake.region",
    "snowflake.landingDays",
    "snowflake.shares",
    "snowflake.shares.PARTNER",
    "snowflake.shares.PARTNER.clear",
  ],
  "snowpipeSqsArn",
  "databases.legion",
  "databases.legion.secretKeyArn",
  "databases.legion.secretsManagerEndpoint",
  "firstDatabase",
  "rawKeyArn",
  "permissionsBoundary",
  "tags.team",
  "budget",
  "state",
  "freshness.except.tickets",
];
const PATHS = pathsIn({ ...FULL });

describe("the check of an environment's shape", () => {
  it("finds no problem in an environment that has every setting", () => {
    expect(PATHS).to.include.members(["dms", "dms.lobMaxKb", "databases.legion.tls.certificateArn", "alarms.email"]);
    expect(checkOne(FULL)).to.deep.equal([]);
  });

  for (const path of PATHS.filter((each) => !OPTIONAL.includes(each)))
    it(`names ${path} if it is missing, and throws nothing`, () => {
      const found = checkOne(changed(path, () => undefined));
      const named = namedBy(found, path);
      expect(named, JSON.stringify(found)).to.have.length(1);
      expect(found).to.deep.equal(named);
    });

  for (const path of PATHS)
    it(`names ${path} if it is of another type, and throws nothing`, () => {
      for (const wrong of [Symbol("neither text nor number"), null]) {
        const found = checkOne(changed(path, () => wrong));
        expect(namedBy(found, path), JSON.stringify(found)).to.have.length(1);
      }
    });

  it("says what is missing and what to write", () => {
    expect(checkOne(changed("dms.lobMaxKb", () => undefined))).to.deep.equal([
      {
        where: "production-us-west-2.mongodb-to-snowflake.dms.lobMaxKb",
        problem: "the setting is missing",
        remedy: "write a number, without quotes",
      },
    ]);
    expect(checkOne(changed("databases.legion.tls.certificateArn", () => undefined))).to.deep.equal([
      {
        where: "production-us-west-2.mongodb-to-snowflake.databases.legion.tls",
        problem: "not a value that the setting takes",
        remedy: "write { certificateArn: … } or { unverified: … }",
      },
    ]);
  });

  it("names a setting that does not exist, and the one that was probably meant", () => {
    const found = checkOne({
      ...FULL,
      snowpipeSqsARN: "arn",
      dms: { ...FULL.dms, storageGB: 20 },
      colour: "red",
    } as never);
    expect(found).to.deep.equal([
      {
        where: "production-us-west-2.mongodb-to-snowflake.dms.storageGB",
        problem: "there is no such setting",
        remedy: "remove it, or spell it as stacks/mongodb-to-snowflake/settings.ts does. Did you mean storageGb?",
      },
      {
        where: "production-us-west-2.mongodb-to-snowflake.snowpipeSqsARN",
        problem: "there is no such setting",
        remedy: "remove it, or spell it as stacks/mongodb-to-snowflake/settings.ts does. Did you mean snowpipeSqsArn?",
      },
      {
        where: "production-us-west-2.mongodb-to-snowflake.colour",
        problem: "there is no such setting",
        remedy: "remove it, or spell it as stacks/mongodb-to-snowflake/settings.ts does.",
      },
    ]);
  });

  it("names an environment without a name, and one that is undefined, by its position", () => {
    const wheres = (environments: readonly unknown[]) =>
      check(environments as readonly MongodbToSnowflake[]).map(({ where }) => where);
    const { region: _, ...nameless } = SECOND;
    expect(wheres([PRIMARY, nameless])).to.deep.equal(["environments[1].region"]);
    expect(wheres([undefined, "production"])).to.deep.equal(["environments[0]", "environments[1]"]);
  });

  it("does not keep the other environments from being checked", () => {
    const { dms: _, ...withoutDms } = PRIMARY;
    const environments = [withoutDms as MongodbToSnowflake, { ...STAGING, account: "1" }];
    expect(check(environments).map(({ where }) => where)).to.deep.equal([
      "production-us-west-2.mongodb-to-snowflake.dms",
      "staging-us-west-2.account",
      "staging-us-west-2.mongodb-to-snowflake.databases.legion.secretArn",
    ]);
  });
});

function checkOne(environment: MongodbToSnowflake): Problem[] {
  return check([environment]);
}

/** The problems that name the setting, or the pair of settings of which it is one. */
function namedBy(found: readonly Problem[], path: string): Problem[] {
  const end = path.lastIndexOf(".");
  const [above, key] = [path.slice(0, end), path.slice(end + 1)];
  return found.filter(
    ({ where, remedy }) =>
      where === whereOf(FULL, path) ||
      (where === whereOf(FULL, above) && remedy.includes(`${key}: …`)) ||
      // If it is part of the stack's name, the environment is named by its position.
      where === `environments[0].${path}`,
  );
}

function pathsIn(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    isSettings(value) ? [name, ...pathsIn(value).map((inner) => `${name}.${inner}`)] : [name],
  );
}

/** The environment with one setting changed, or without it if the change makes it undefined. */
function changed(path: string, change: () => unknown): MongodbToSnowflake {
  const copy = structuredClone(FULL) as unknown as Settings;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((settings, key) => settings[key] as Settings, copy);
  parent[last] = change();
  if (parent[last] === undefined) delete parent[last];
  return copy as unknown as MongodbToSnowflake;
}

function isSettings(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
