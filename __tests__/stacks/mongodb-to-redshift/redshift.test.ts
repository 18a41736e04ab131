import { expect } from "chai";
import { CLUSTER } from "../../../stacks/mongodb-to-redshift/defaults.ts";
import { once, only, type Resource, resources, rightsOf } from "../synth.ts";
import { production, SETTINGS, staging } from "./fixtures.ts";
import { synth } from "./synth.ts";

const NAME = "clearwell-production-us-west-2-redshift";

describe("Redshift Serverless", () => {
  const stack = once(() => synth());
  const workgroup = () => only(stack(), "aws_redshiftserverless_workgroup");
  const namespace = () => only(stack(), "aws_redshiftserverless_namespace");

  it("[R-19] is private, encrypted, and requires TLS; Secrets Manager makes the administrator's password", () => {
    expect(workgroup()).to.include({ publicly_accessible: false, enhanced_vpc_routing: true });
    expect(workgroup().config_parameter).to.deep.include({ parameter_key: "require_ssl", parameter_value: "true" });
    expect(namespace()).to.include({ manage_admin_password: true, db_name: "clearwell" });
    expect(namespace().kms_key_id).to.match(/^\$\{aws_kms_key\./);
    expect(namespace()).not.to.have.property("admin_password_secret_kms_key_id");
    expect(JSON.stringify(stack().resource)).not.to.include("admin_user_password");
  });

  it("leaves alone the parameters that AWS adds, of which the provider refuses some", () => {
    expect((workgroup().lifecycle as Resource).ignore_changes).to.deep.equal(["config_parameter"]);
  });

  it("[R-20] logs who connects and what they run, into logs that end", () => {
    expect(namespace().log_exports).to.deep.equal(["connectionlog", "userlog", "useractivitylog"]);
    const logs = resources(stack(), "aws_cloudwatch_log_group").filter(({ name }) => String(name).startsWith("/aws/"));
    expect(logs.map(({ name, retention_in_days }) => [name, retention_in_days])).to.have.deep.members(
      ["connectionlog", "userlog", "useractivitylog"].map((log) => [`/aws/redshift/${NAME}/${log}`, 90]),
    );
    expect((namespace().depends_on as string[]).filter((on) => on.includes("log_group"))).to.have.length(3);
  });

  it("stops at its limit, which is a day's, and has a snapshot each day", () => {
    expect(only(stack(), "aws_redshiftserverless_usage_limit")).to.deep.include({
      amount: 64,
      period: "daily",
      usage_type: "serverless-compute",
      breach_action: "deactivate",
    });
    const [daily = {}] = resources(stack(), "aws_scheduler_schedule").filter(({ name }) => name === `${NAME}-snapshot`);
    const { arn, input } = daily.target as Resource;
    expect(arn).to.equal("arn:aws:scheduler:::aws-sdk:redshiftserverless:createSnapshot");
    expect(JSON.parse(String(input))).to.deep.include({
      SnapshotName: `${NAME}-snapshot-<aws.scheduler.execution-id>`,
      RetentionPeriod: 7,
    });
    const [right] = rightsOf(stack(), `${NAME}-snapshot`);
    expect(right?.Action).to.deep.equal(["redshift-serverless:CreateSnapshot"]);
  });
});

describe("A cluster of Redshift", () => {
  const stack = once(() => synth(production({ redshift: CLUSTER })));
  const cluster = () => only(stack(), "aws_redshift_cluster");

  it("[R-19] is private, encrypted, and requires TLS; Secrets Manager makes the administrator's password", () => {
    expect(cluster()).to.include({
      publicly_accessible: false,
      enhanced_vpc_routing: true,
      encrypted: "true",
      manage_master_password: true,
    });
    expect(cluster()).not.to.have.property("master_password");
    const parameters = only(stack(), "aws_redshift_parameter_group").parameter;
    expect(parameters).to.deep.include({ name: "require_ssl", value: "true" });
    expect(String(cluster().cluster_parameter_group_name)).to.include("aws_redshift_parameter_group");
  });

  it("[R-20] logs who connects and what they run, into logs that end", () => {
    expect(only(stack(), "aws_redshift_logging")).to.deep.include({
      log_destination_type: "cloudwatch",
      log_exports: ["connectionlog", "userlog", "useractivitylog"],
    });
    const logs = resources(stack(), "aws_cloudwatch_log_group").map(({ name }) => name);
    expect(logs).to.include(`/aws/redshift/cluster/${NAME}/useractivitylog`);
  });

  it("has snapshots, a limit, and a last snapshot if its data is protected", () => {
    expect(cluster()).to.include({
      automated_snapshot_retention_period: 7,
      skip_final_snapshot: false,
      final_snapshot_identifier: `${NAME}-final`,
    });
    expect(only(stack(), "aws_redshift_usage_limit")).to.include({ amount: 60, breach_action: "disable" });
    const unprotected = only(synth(staging({ redshift: CLUSTER })), "aws_redshift_cluster");
    expect(unprotected.skip_final_snapshot).to.equal(true);
    expect(unprotected).not.to.have.property("final_snapshot_identifier");
  });

  it("is of one node or of several", () => {
    const one = synth(production({ redshift: { ...CLUSTER, nodes: 1 } }));
    expect(only(one, "aws_redshift_cluster")).to.include({ cluster_type: "single-node", number_of_nodes: 1 });
    expect(cluster()).to.include({ cluster_type: "multi-node", number_of_nodes: 2 });
  });

  it("lets the loader log in as its own user, not as the administrator", () => {
    const rights = JSON.stringify(rightsOf(stack(), `${NAME}-process`));
    expect(rights).to.include("redshift:GetClusterCredentialsWithIAM");
    expect(rights).to.include(`dbname:${NAME}/${SETTINGS.redshift.database}`);
    expect(rights).not.to.match(/GetClusterCredentials"|secretsmanager/);
  });
});
