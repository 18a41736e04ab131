import { expect } from "chai";
import type { Problem } from "../../contracts/problem.ts";
import { checkEnvironments } from "../../stacks/checks/check-environments.ts";
import type { Environment } from "../../stacks/environment.ts";
import { ALLOW_LIST, PRIMARY, SECOND, STAGING } from "./fixtures.ts";

type Settings = { [name: string]: unknown };

/** An environment with every setting. */
const FULL: Environment = {
  ...PRIMARY,
  mongodb: {
    ...PRIMARY.mongodb,
    secretsManagerEndpoint: "vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com",
  },
  state: { bucket: "example-terraform-state", region: "us-west-2" },
  freshness: { ...PRIMARY.freshness, except: { tickets: { hours: 1 } } },
};
const OPTIONAL = ["snowpipeSqsArn", "mongodb.secretsManagerEndpoint", "state", "freshness.except.tickets"];
const PATHS = pathsIn({ ...FULL });

describe("the check of an environment's shape", () => {
  it("finds no problem in an environment that has every setting", () => {
    expect(PATHS).to.include.members(["dms", "dms.lobMaxKb", "mongodb.tls.certificateArn", "alarms.email"]);
    expect(check(FULL)).to.deep.equal([]);
  });

  for (const path of PATHS.filter((each) => !OPTIONAL.includes(each)))
    it(`names ${path} if it is missing, and throws nothing`, () => {
      const found = check(changed(path, () => undefined));
      const named = namedBy(found, path);
      expect(named, JSON.stringify(found)).to.have.length(1);
      expect(found).to.deep.equal(named);
    });

  for (const path of PATHS)
    it(`names ${path} if it is of another type, and throws nothing`, () => {
      for (const wrong of [Symbol("neither text nor number"), null]) {
        const found = check(changed(path, () => wrong));
        expect(namedBy(found, path), JSON.stringify(found)).to.have.length(1);
      }
    });

  it("says what is missing and what to write", () => {
    expect(check(changed("dms.lobMaxKb", () => undefined))).to.deep.equal([
      {
        where: "production-us-west-2.dms.lobMaxKb",
        problem: "the setting is missing",
        remedy: "write a number, without quotes",
      },
    ]);
    expect(check(changed("mongodb.tls.certificateArn", () => undefined))).to.deep.equal([
      {
        where: "production-us-west-2.mongodb.tls",
        problem: "not a value that the setting takes",
        remedy: "write { certificateArn: … } or { unverified: … }",
      },
    ]);
  });

  it("names a setting that does not exist, and the one that was probably meant", () => {
    const found = check({
      ...FULL,
      snowpipeSqsARN: "arn",
      dms: { ...FULL.dms, storageGB: 20 },
      colour: "red",
    } as never);
    expect(found).to.deep.equal([
      {
        where: "production-us-west-2.dms.storageGB",
        problem: "there is no such setting",
        remedy: "remove it, or spell it as stacks/environment.ts does. Did you mean storageGb?",
      },
      {
        where: "production-us-west-2.snowpipeSqsARN",
        problem: "there is no such setting",
        remedy: "remove it, or spell it as stacks/environment.ts does. Did you mean snowpipeSqsArn?",
      },
      {
        where: "production-us-west-2.colour",
        problem: "there is no such setting",
        remedy: "remove it, or spell it as stacks/environment.ts does.",
      },
    ]);
  });

  it("names an environment without a name, and one that is undefined, by its position", () => {
    const wheres = (environments: readonly unknown[]) =>
      checkEnvironments(environments as readonly Environment[], ALLOW_LIST).map(({ where }) => where);
    const { region: _, ...nameless } = SECOND;
    expect(wheres([PRIMARY, nameless])).to.deep.equal(["environments[1].region"]);
    expect(wheres([undefined, "production"])).to.deep.equal(["environments[0]", "environments[1]"]);
  });

  it("does not keep the other environments from being checked", () => {
    const { dms: _, ...withoutDms } = PRIMARY;
    const environments = [withoutDms as Environment, { ...STAGING, account: "1" }];
    expect(checkEnvironments(environments, ALLOW_LIST).map(({ where }) => where)).to.deep.equal([
      "production-us-west-2.dms",
      "staging-us-west-2.account",
      "staging-us-west-2.mongodb.secretArn",
    ]);
  });
});

function check(environment: Environment): Problem[] {
  return checkEnvironments([environment], ALLOW_LIST);
}

/** The problems that name the setting, or the pair of settings of which it is one. */
function namedBy(found: readonly Problem[], path: string): Problem[] {
  const end = path.lastIndexOf(".");
  const [above, key] = [path.slice(0, end), path.slice(end + 1)];
  return found.filter(
    ({ where, remedy }) =>
      where === `production-us-west-2.${path}` ||
      (where === `production-us-west-2.${above}` && remedy.includes(`{ ${key}: … }`)) ||
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
function changed(path: string, change: () => unknown): Environment {
  const copy = structuredClone(FULL) as unknown as Settings;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((settings, key) => settings[key] as Settings, copy);
  parent[last] = change();
  if (parent[last] === undefined) delete parent[last];
  return copy as unknown as Environment;
}

function isSettings(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
