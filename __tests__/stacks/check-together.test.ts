import { expect } from "chai";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { check } from "./check.ts";
import { inAccount, PRIMARY, SECOND, STAGING, withoutRemedy } from "./fixtures.ts";

const { snowpipeSqsArn: _queue, ...WITHOUT_QUEUE } = PRIMARY;
const RAW_AS_CLEAN: MongodbToSnowflake = {
  ...WITHOUT_QUEUE,
  cleanBucket: { name: "legion-analytics-us-west-2-production", region: "us-west-2", create: false },
};

/** Title, the environments, and the one problem that must be found. */
const TOGETHER: [title: string, environments: readonly MongodbToSnowflake[], where: string, problem: string][] = [
  [
    "[T-10] a Snowpipe queue outside us-east-1, where the CLEAN bucket is",
    [{ ...PRIMARY, snowpipeSqsArn: "arn:aws:sqs:us-west-2:444455556666:sf" }],
    "production-us-west-2.mongodb-to-snowflake.snowpipeSqsArn",
    `"arn:aws:sqs:us-west-2:444455556666:sf" is not a standard SQS queue in us-east-1, where the CLEAN bucket is`,
  ],
  [
    "[T-10] a Snowpipe topic instead of a queue",
    [{ ...PRIMARY, snowpipeSqsArn: "arn:aws:sns:us-east-1:444455556666:sf" }],
    "production-us-west-2.mongodb-to-snowflake.snowpipeSqsArn",
    `"arn:aws:sns:us-east-1:444455556666:sf" is not a standard SQS queue in us-east-1, where the CLEAN bucket is`,
  ],
  [
    "[T-10] a FIFO queue, which S3 can't notify",
    [{ ...PRIMARY, snowpipeSqsArn: "arn:aws:sqs:us-east-1:444455556666:sf.fifo" }],
    "production-us-west-2.mongodb-to-snowflake.snowpipeSqsArn",
    `"arn:aws:sqs:us-east-1:444455556666:sf.fifo" is not a standard SQS queue in us-east-1, where the CLEAN bucket is`,
  ],
  [
    "production without protection",
    [{ ...PRIMARY, protectData: false }],
    "production-us-west-2.protectData",
    "production is not protected: one plan could destroy its data",
  ],
  [
    "two stacks that create the account's roles",
    [PRIMARY, { ...SECOND, createDmsServiceRoles: true }],
    "production-us-west-2.mongodb-to-snowflake.createDmsServiceRoles, production-us-east-1.mongodb-to-snowflake.createDmsServiceRoles",
    "`dms-vpc-role` exists once in an account, and more than one stack would create it",
  ],
  ["no primary stack", [SECOND], "environments", "no primary stack: nothing would own the CLEAN bucket"],
  ["no stack at all", [], "environments", "there is none: nothing would be deployed"],
  [
    "two stacks with one RAW bucket",
    [PRIMARY, { ...STAGING, stampSuffix: "-b" }, { ...STAGING, environment: "staging-b" }],
    "legion-analytics-us-west-2-staging-b",
    "two stacks would share this RAW bucket",
  ],
  [
    "a CLEAN bucket that is a RAW bucket",
    [RAW_AS_CLEAN],
    "production-us-west-2.mongodb-to-snowflake.rawBucket",
    "the CLEAN bucket has the name of this stack's RAW bucket: whoever reads CLEAN could reach full rows",
  ],
  [
    "a stack that names another primary",
    [PRIMARY, { ...STAGING, primary: { environment: "staging", region: "us-west-2" } }],
    "staging-us-west-2.primary",
    "differs from that of production-us-west-2, and all stacks share it",
  ],
  [
    "a stack that names another CLEAN bucket",
    [PRIMARY, { ...STAGING, cleanBucket: { ...STAGING.cleanBucket, region: "us-east-2" } }],
    "staging-us-west-2.cleanBucket",
    "differs from that of production-us-west-2, and all stacks share it",
  ],
  [
    "a Snowpipe queue, where the CLEAN bucket is managed elsewhere",
    [{ ...PRIMARY, cleanBucket: { ...PRIMARY.cleanBucket, create: false } }],
    "production-us-west-2.mongodb-to-snowflake.snowpipeSqsArn",
    "the CLEAN bucket is managed elsewhere, and so is its notification of Snowpipe",
  ],
  [
    "a stack in another account than the primary's",
    [PRIMARY, inAccount(STAGING, "999988887777")],
    "staging-us-west-2.account",
    "not 111122223333, the primary stack's, which owns the CLEAN bucket",
  ],
];

describe("the check of all environments together", () => {
  for (const [title, environments, where, problem] of TOGETHER) {
    it(`finds ${title}`, () => {
      const found = check(environments);
      expect(found.map(withoutRemedy)).to.deep.equal([{ where, problem }]);
      expect(found[0]?.remedy).not.to.equal("");
    });
  }

  it("finds two primaries, and any other stack that is listed twice", () => {
    for (const environment of [PRIMARY, SECOND]) {
      const name = `${environment.environment}-${environment.region}`;
      const twice = { ...environment, createDmsServiceRoles: false };
      expect(check([PRIMARY, environment, twice]).map(withoutRemedy)).to.deep.include({
        where: name,
        problem: "listed twice: two stacks would share one state and one CLEAN prefix",
      });
    }
  });
});
