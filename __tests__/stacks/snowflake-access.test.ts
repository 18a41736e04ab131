import { expect } from "chai";
import { objectRights } from "../../stacks/constructs/snowflake-access.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { snowflakeAccess } from "../../stacks/mongodb-to-snowflake/snowflake.ts";
import { stackName } from "../../stacks/names.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import { ALL, PRIMARY, SECOND, STAGING, SWITCHED_OFF } from "./fixtures.ts";
import {
  once,
  only,
  type Resource,
  resources,
  rightsOf,
  statements,
  synth,
  synthAll,
  type Terraform,
} from "./synth.ts";

const READER = "clearwell-production-us-west-2-snowflake";
const PUBLISHER = "clearwell-production-us-west-2-snowflake-alarms";
const USER = "arn:aws:iam::444455556666:user/FIXTURE";

const rolesOf = (stack: Terraform | undefined): Resource[] =>
  stack === undefined
    ? []
    : resources(stack, "aws_iam_role").filter(({ name }) => /-snowflake(-alarms)?$/.test(String(name)));
const roleOf = (stack: Terraform, name: string) => resources(stack, "aws_iam_role").find((role) => role.name === name);

/** All environments, with other settings for Snowflake in production. */
function withSnowflake(snowflake: SnowflakeSettings): readonly MongodbToSnowflake[] {
  return ALL.map((each) => (each.environment === "production" ? { ...each, snowflake } : each));
}

describe("Snowflake's access to CLEAN", () => {
  const stacks = once(() => synthAll(ALL));
  const primary = once(() => stacks().get(stackName(PRIMARY)) as Terraform);

  it("is one role for all regions of the environment, in the primary stack", () => {
    const makers = [...stacks()].filter(([, stack]) => rolesOf(stack).length > 0).map(([name]) => name);
    expect(makers).to.deep.equal(["production-us-west-2"]);
  });

  it("is assumed by Snowflake's IAM user only, with our external id", () => {
    expect(statements(roleOf(primary(), READER)?.assume_role_policy)).to.deep.equal([
      {
        Sid: "Snowflake",
        Effect: "Allow",
        Principal: { AWS: USER },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "sts:ExternalId": "clearwell-production-us-west-2" } },
      },
    ]);
  });

  it("reads the prefixes of its environment's stacks, switched off or not, and no other's", () => {
    const prefixes = ["eu-west-1", "us-east-1", "us-west-2"].map((region) => `production-${region}/clean/*`);
    expect(rightsOf(primary(), READER)).to.deep.equal([
      {
        Sid: "Read",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: prefixes.map((prefix) => `arn:aws:s3:::legion-clean-analytics/${prefix}`),
      },
      {
        Sid: "List",
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: ["arn:aws:s3:::legion-clean-analytics"],
        Condition: { StringLike: { "s3:prefix": prefixes } },
      },
      {
        Sid: "Locate",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation"],
        Resource: ["arn:aws:s3:::legion-clean-analytics"],
      },
    ]);
  });

  it("changes nothing else in a stack, and is absent without settings", () => {
    const without = synthAll(ALL.map(({ snowflake: _none, ...rest }) => rest));
    for (const [name, stack] of stacks()) {
      const isOurs = (id: string) => /^snowflake(-alarms)?_(role|policy)_/.test(id);
      const others = Object.entries(stack.resource ?? {})
        .map(
          ([type, found]) => [type, Object.fromEntries(Object.entries(found).filter(([id]) => !isOurs(id)))] as const,
        )
        .filter(([, found]) => Object.keys(found).length > 0);
      expect(Object.fromEntries(others), name).to.deep.equal(without.get(name)?.resource ?? {});
      const { snowflake_next: _next, ...outputs } = stack.output ?? {};
      expect(outputs, name).to.deep.equal(without.get(name)?.output ?? {});
    }
  });

  it("stays when DMS is switched off: other regions still load", () => {
    const off = { ...PRIMARY, deployDms: false };
    const stack = synth(off, [off, SECOND]);
    expect(rolesOf(stack).map(({ name }) => name)).to.have.members([READER, PUBLISHER]);
    expect(JSON.stringify(stack.removed)).not.to.include("snowflake");
  });

  it("is not made until Snowflake's user is known; the output says what to run, and which setting waits", () => {
    const [own] = withSnowflake({ database: "WELLS" });
    const stack = synth(own as MongodbToSnowflake, withSnowflake({ database: "WELLS" }));
    expect(rolesOf(stack)).to.deep.equal([]);
    expect(stack.output?.snowflake_next?.value)
      .to.include("npm run -s ops -- warehouse plan production-us-west-2 --sql DIR")
      .and.include("STORAGE_AWS_IAM_USER_ARN of DESC INTEGRATION WELLS_CLEAN into snowflake.iamUserArn")
      .and.include("SF_AWS_EXTERNAL_ID of DESC INTEGRATION WELLS_FAILURES into snowflake.notifications.externalId");
    expect(primary().output).not.to.have.property("snowflake_next");
    const staging = stacks().get(stackName(STAGING)) as Terraform;
    expect(staging.output?.snowflake_next?.value).to.include("iamUserArn").and.not.include("notifications");
  });

  it("is limited by the boundary, as every role", () => {
    const limited = { ...PRIMARY, permissionsBoundary: "arn:aws:iam::111122223333:policy/limits" };
    for (const role of rolesOf(synth(limited))) expect(role.permissions_boundary).to.match(/:policy\/limits$/);
  });

  it("reads a bucket that is managed elsewhere, too", () => {
    const { snowpipeSqsArn: _queue, ...rest } = PRIMARY;
    const elsewhere = { ...rest, cleanBucket: { name: "acme-clean", region: "us-west-2", create: false } };
    const [read] = rightsOf(synth(elsewhere), READER);
    expect(read?.Resource).to.deep.equal(["arn:aws:s3:::acme-clean/production-us-west-2/clean/*"]);
  });
});

describe("The role with which Snowflake publishes failures of its pipes", () => {
  const stack = once(() => synth(PRIMARY, ALL));

  it("may publish to the topic of its stack's alarms, and do nothing else", () => {
    const topic = only(stack(), "aws_sns_topic").name;
    expect(rightsOf(stack(), PUBLISHER)).to.deep.equal([
      {
        Sid: "Publish",
        Effect: "Allow",
        Action: ["sns:Publish"],
        Resource: [`arn:aws:sns:us-west-2:111122223333:${String(topic)}`],
      },
    ]);
  });

  it("publishes to a topic that is given", () => {
    const topicArn = "arn:aws:sns:us-west-2:111122223333:oncall";
    expect(rightsOf(synth({ ...PRIMARY, alarms: { topicArn } }), PUBLISHER)[0]?.Resource).to.deep.equal([topicArn]);
  });

  it("is assumed with the external id that Snowflake chose, by its own user if that is another", () => {
    const trustOf = (environments: readonly MongodbToSnowflake[]) =>
      statements(roleOf(synth(environments[0] as MongodbToSnowflake, environments), PUBLISHER)?.assume_role_policy)[0];
    expect(trustOf(ALL)).to.deep.include({
      Principal: { AWS: USER },
      Condition: { StringEquals: { "sts:ExternalId": "FIXTURE_SFCRole=1_FIXTURE=" } },
    });
    const iamUserArn = "arn:aws:iam::444455556666:user/other";
    const [own] = withSnowflake({ notifications: { externalId: "an_id", iamUserArn } });
    expect(trustOf([own as MongodbToSnowflake])).to.deep.include({ Principal: { AWS: iamUserArn } });
  });

  it("is not made without its external id, or if failures are published nowhere", () => {
    for (const notifications of [{}, { notifications: { none: "the Snowflake account is on Azure" } }]) {
      const environments = withSnowflake({ iamUserArn: USER, ...notifications });
      const names = rolesOf(synth(environments[0] as MongodbToSnowflake, environments)).map(({ name }) => name);
      expect(names).to.deep.equal([READER]);
    }
  });
});

describe("What the SQL names of AWS", () => {
  const stack = once(() => synth(PRIMARY, ALL));

  it("is the same for all stacks of an environment, whatever their order", () => {
    const access = snowflakeAccess(PRIMARY, ALL);
    expect(access).to.deep.equal({
      roleArn: `arn:aws:iam::111122223333:role/${READER}`,
      externalId: "clearwell-production-us-west-2",
      notifications: {
        topicArn: "arn:aws:sns:us-west-2:111122223333:clearwell-production-us-west-2-alarms",
        roleArn: `arn:aws:iam::111122223333:role/${PUBLISHER}`,
      },
    });
    for (const own of [SECOND, SWITCHED_OFF]) expect(snowflakeAccess(own, ALL.toReversed())).to.deep.equal(access);
  });

  it("is known without settings, and before the roles exist", () => {
    const without = ALL.map(({ snowflake: _none, ...rest }) => rest);
    expect(snowflakeAccess(PRIMARY, without)).to.deep.equal(snowflakeAccess(PRIMARY, ALL));
  });

  it("is what the stacks make", () => {
    const { roleArn, externalId, notifications } = snowflakeAccess(PRIMARY, ALL);
    expect(roleArn.split("/")[1]).to.equal(roleOf(stack(), READER)?.name);
    expect(String(roleOf(stack(), READER)?.assume_role_policy)).to.include(`"${externalId}"`);
    expect(notifications?.roleArn.split("/")[1]).to.equal(roleOf(stack(), PUBLISHER)?.name);
    expect(notifications?.topicArn).to.equal(rightsOf(stack(), PUBLISHER)[0]?.Resource?.[0]);
  });

  it("has no topic if alarms notify nobody, or failures are published nowhere", () => {
    expect(snowflakeAccess(STAGING, ALL)).not.to.have.property("notifications");
    const nowhere = withSnowflake({ notifications: { none: "the Snowflake account is on Azure" } });
    expect(snowflakeAccess(PRIMARY, nowhere)).not.to.have.property("notifications");
  });

  it("is made by the stack in the region that the settings name, also if the primary is another", () => {
    const named = withSnowflake({ iamUserArn: USER, region: "us-east-1", notifications: { none: "a reason" } });
    expect(snowflakeAccess(PRIMARY, named).externalId).to.equal("clearwell-production-us-east-1");
    const made = [...synthAll(named)].filter(([, each]) => rolesOf(each).length > 0).map(([name]) => name);
    expect(made).to.deep.equal(["production-us-east-1"]);
  });
});

describe("The rights of a storage integration that unloads", () => {
  it("are to write under its prefixes, to list and read them, and to use the bucket's key", () => {
    const keyArn = "arn:aws:kms:us-west-2:111122223333:key/1";
    const rights = objectRights({ bucketName: "lake", read: ["in/"], write: ["out/"], keyArn });
    expect(rights.map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
      [
        ["s3:GetObject", "s3:GetObjectVersion"],
        ["arn:aws:s3:::lake/in/*", "arn:aws:s3:::lake/out/*"],
      ],
      [["s3:PutObject", "s3:DeleteObject"], ["arn:aws:s3:::lake/out/*"]],
      [["s3:ListBucket"], ["arn:aws:s3:::lake"]],
      [["s3:GetBucketLocation"], ["arn:aws:s3:::lake"]],
      [["kms:Decrypt", "kms:GenerateDataKey"], [keyArn]],
    ]);
    expect(rights[2]?.Condition).to.deep.equal({ StringLike: { "s3:prefix": ["in/*", "out/*"] } });
  });

  it("are to decrypt only, if it only reads", () => {
    const rights = objectRights({
      bucketName: "lake",
      read: ["in/"],
      keyArn: "arn:aws:kms:us-west-2:111122223333:key/1",
    });
    expect(rights.flatMap(({ Action }) => Action))
      .to.include("kms:Decrypt")
      .and.not.include.members(["s3:PutObject"]);
    expect(rights.at(-1)?.Action).to.deep.equal(["kms:Decrypt"]);
  });
});
