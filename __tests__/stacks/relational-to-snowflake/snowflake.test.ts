import { expect } from "chai";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { relationalToSnowflakeIn } from "../../../stacks/relational-to-snowflake/deployments.ts";
import type { RefreshSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { lakeAccess } from "../../../stacks/relational-to-snowflake/snowflake.ts";
import { once, only, resources, rightsOf, statements, type Terraform } from "../synth.ts";
import { production, SETTINGS, staging } from "./fixtures.ts";
import { synth } from "./synth.ts";

const LAKE = "clearwell-changes-us-west-2-production";
const READER = "clearwell-production-us-west-2-relational-reader";
const ARN = `arn:aws:iam::111122223333:role/${READER}`;
const STACK = "production-us-west-2-relational-to-snowflake";

const readerOf = (stack: Terraform) => resources(stack, "aws_iam_role").find(({ name }) => name === READER);
const admitted = (stack: Terraform) =>
  statements(only(stack, "aws_s3_bucket_policy").policy)
    .filter(({ Sid }) => Sid === "DenyReadingRows")
    .flatMap(({ Condition }) => JSON.stringify(Condition));

/** Production with other settings for Snowflake, or with none. */
function withSnowflake(snowflake?: EnvironmentSettings["snowflake"]): EnvironmentSettings {
  const { snowflake: _replaced, ...rest } = production();
  return snowflake === undefined ? rest : { ...rest, snowflake };
}

describe("Snowflake's access to the lake", () => {
  const stack = once(() => synth());

  it("is a role that Snowflake's IAM user assumes, with our external id", () => {
    expect(statements(readerOf(stack())?.assume_role_policy)).to.deep.equal([
      {
        Sid: "Snowflake",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::444455556666:user/FIXTURE" },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "sts:ExternalId": `clearwell-${STACK}` } },
      },
    ]);
  });

  it("has the ARN and the external id that the SQL names", () => {
    const [environment] = relationalToSnowflakeIn([production()]);
    if (environment === undefined) throw new Error("no stack");
    expect(lakeAccess(environment)).to.deep.equal({ roleArn: ARN, externalId: `clearwell-${STACK}` });
  });

  it("reads the folders of the stack's databases with the lake's key, and writes nothing", () => {
    const folders = ["clinic/*", "ledger/*"];
    const [read, list, locate, key, ...others] = rightsOf(stack(), READER);
    expect(read).to.deep.include({
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: folders.map((folder) => `arn:aws:s3:::${LAKE}/${folder}`),
    });
    expect(list).to.deep.include({
      Action: ["s3:ListBucket"],
      Condition: { StringLike: { "s3:prefix": folders } },
    });
    expect(locate?.Action).to.deep.equal(["s3:GetBucketLocation"]);
    expect(key?.Action).to.deep.equal(["kms:Decrypt"]);
    expect(key?.Resource).to.match(/aws_kms_key\.lake_key_/);
    expect(others).to.deep.equal([]);
  });

  it("is admitted by the closed bucket by its name, and expiry remains", () => {
    expect(admitted(stack()).join()).to.include(`"${ARN}"`);
    const lifecycle = only(stack(), "aws_s3_bucket_lifecycle_configuration");
    expect(lifecycle).to.have.deep.nested.property("rule[0].expiration", [{ days: SETTINGS.retention.lakeDays }]);
  });

  it("does not exist until Snowflake's user is known; the output says what to run, and which setting waits", () => {
    const waiting = synth(withSnowflake({ database: "WELLS" }));
    expect(readerOf(waiting)).to.equal(undefined);
    expect(admitted(waiting).join()).not.to.include("reader");
    expect(waiting.output?.snowflake_next?.value).to.equal(
      `Run npm run -s ops -- warehouse plan ${STACK} --sql DIR. Let an administrator of Snowflake run DIR/account.sql. Then put ` +
        "STORAGE_AWS_IAM_USER_ARN of DESC INTEGRATION WELLS_LAKE_US_WEST_2 into snowflake.iamUserArn, and deploy again.",
    );
    expect(stack().output).not.to.have.property("snowflake_next");
    expect(synth(staging()).output?.snowflake_next?.value).to.include("iamUserArn");
  });

  it("is absent, with its output, in an environment without settings for Snowflake", () => {
    const without = synth(withSnowflake());
    expect(readerOf(without)).to.equal(undefined);
    expect(admitted(without).join()).not.to.include("reader");
    expect(without.output).not.to.have.property("snowflake_next");
  });

  it("is limited by the boundary, as every role", () => {
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/limits";
    expect(readerOf(synth({ ...production(), permissionsBoundary }))?.permissions_boundary).to.equal(
      permissionsBoundary,
    );
  });
});

describe("The notification of new files", () => {
  const QUEUE = "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE";
  const notifications = (refresh: RefreshSettings) =>
    resources(synth(production({ refresh })), "aws_s3_bucket_notification");

  it("tells Snowflake's queue of each new file in the folder of each database", () => {
    const [one, ...others] = notifications({ queueArn: QUEUE });
    expect(others).to.deep.equal([]);
    expect(one?.queue).to.deep.equal(
      ["clinic", "ledger"].map((database) => ({
        ...{ id: database, queue_arn: QUEUE, events: ["s3:ObjectCreated:*"], filter_prefix: `${database}/` },
      })),
    );
  });

  it("does not exist by default, nor until the queue is known", () => {
    for (const refresh of ["dbt", {}] as const) expect(notifications(refresh)).to.deep.equal([]);
  });
});
