import { expect } from "chai";
import type { Statement } from "../../stacks/policy.ts";
import { ALL, PRIMARY, SECOND } from "./fixtures.ts";
import { once, type Resource, referenceTo, resources, statements, synth } from "./synth.ts";

const LOG = "dms-tasks-clearwell-production-us-west-2";
const LOG_ARN = `arn:aws:logs:us-west-2:111122223333:log-group:${LOG}`;

describe("the log of the replication task", () => {
  const stack = once(() => synth(PRIMARY));
  const log = () => resources(stack(), "aws_cloudwatch_log_group").find(({ name }) => name === LOG) as Resource;
  const key = () =>
    resources(stack(), "aws_kms_key").find(
      (each) => referenceTo(stack(), "aws_kms_key", each, "arn") === log().kms_key_id,
    ) as Resource;
  const policy = () => new Map(statements(key().policy).map((each): [string, Statement] => [each.Sid, each]));

  it("has its own key, which an operator finds by its alias", () => {
    expect(key()).to.include({ enable_key_rotation: true });
    const alias = resources(stack(), "aws_kms_alias").find(
      ({ target_key_id: id }) => id === referenceTo(stack(), "aws_kms_key", key(), "key_id"),
    );
    expect(alias?.name).to.equal("alias/clearwell-production-us-west-2-dms-log");
  });

  it("is kept for 14 days by default, and the cleaner's for 90", () => {
    const daysOf = (environment: typeof PRIMARY) =>
      resources(synth(environment), "aws_cloudwatch_log_group").map(({ name, retention_in_days: days }) => [
        String(name).replace(/clearwell.*/, ""),
        days,
      ]);
    expect(daysOf(PRIMARY)).to.have.deep.members([
      ["dms-tasks-", 14],
      ["/aws/lambda/", 90],
    ]);
    const shorter = { ...PRIMARY, retention: { ...PRIMARY.retention, dmsLogDays: 3 } };
    expect(daysOf(shorter)).to.deep.include(["dms-tasks-", 3]);
  });

  it("can be read by principals of the account whose own policies allow the key", () => {
    const account = policy().get("LeaveToPoliciesOfTheAccount");
    expect(account?.Principal).to.deep.equal({ AWS: "arn:aws:iam::111122223333:root" });
    expect(account?.Action).to.include("kms:Decrypt").and.include("kms:PutKeyPolicy");
    expect(account).not.to.have.property("Condition");
  });

  it("is encrypted by CloudWatch Logs, which may use the key for this log only", () => {
    expect(policy().get("CloudWatchLogs")).to.deep.include({
      Principal: { Service: "logs.us-west-2.amazonaws.com" },
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": LOG_ARN } },
    });
  });

  it("is written by DMS's role for logs, through CloudWatch Logs and to this log only", () => {
    expect(policy().get("Dms")?.Condition).to.deep.equal({
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": LOG_ARN,
        "aws:PrincipalArn": "arn:aws:iam::111122223333:role/dms-cloudwatch-logs-role",
      },
      StringEquals: { "kms:ViaService": "logs.us-west-2.amazonaws.com" },
    });
  });

  it("allows nobody else to use the key", () => {
    expect([...policy().keys()]).to.deep.equal(["LeaveToPoliciesOfTheAccount", "CloudWatchLogs", "Dms"]);
  });

  it("is named in the key policy of its own stack", () => {
    const text = JSON.stringify(resources(synth(SECOND, ALL), "aws_kms_key"));
    expect(text).to.include("dms-tasks-clearwell-production-us-east-1").and.not.include("us-west-2");
  });
});
