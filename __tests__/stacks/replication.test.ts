import { expect } from "chai";
import { ALL, ALLOW_LIST, legionOf, PRIMARY, STAGING, WITH_OPTIONS, withLegion } from "./fixtures.ts";
import { once, only, resources, rightsOf, statements, synth, synthAll, type Terraform } from "./synth.ts";

describe("replication", () => {
  const stack = once(() => synth(PRIMARY));
  const task = () => only(stack(), "aws_dms_replication_task");
  const target = () => only(stack(), "aws_dms_s3_endpoint");
  const source = () => only(stack(), "aws_dms_endpoint");
  const instance = () => only(stack(), "aws_dms_replication_instance");

  it("[C-004] writes into the folder mongodb-data", () => {
    expect(target()).to.include({ bucket_folder: "mongodb-data" });
  });

  it("[C-005] writes CSV by RFC 4180, in the default dialect", () => {
    expect(target()).to.include({ data_format: "csv", rfc_4180: true, csv_delimiter: "," });
    expect(target()).not.to.have.any.keys("csv_row_delimiter", "add_trailing_padding_character");
  });

  it("[C-006] gzips", () => {
    expect(target()).to.include({ compression_type: "GZIP" });
  });

  it("[C-007] writes dms_replicated_at in each row; in a full load it is the time at which the task started", () => {
    expect(target()).to.include({
      timestamp_column_name: "dms_replicated_at",
      use_task_start_time_for_full_load_timestamp: true,
    });
  });

  it("[C-008] starts each file with a header", () => {
    expect(target()).to.include({ add_column_name: true, preserve_transactions: false });
  });

  it("[T-01, T-02] writes Op in every file, with inserts, updates and deletes", () => {
    expect(target()).to.include({
      include_op_for_full_load: true,
      cdc_inserts_only: false,
      cdc_inserts_and_updates: false,
    });
  });

  it("[T-17] writes the null marker that the cleaner looks for", () => {
    const marked = synth({ ...PRIMARY, nullMarker: "__NULL__" });
    expect(only(marked, "aws_dms_s3_endpoint")).to.include({ csv_null_value: "__NULL__" });
    expect(only(marked, "aws_lambda_function")).to.have.nested.property(
      "environment.variables.NULL_MARKER",
      "__NULL__",
    );
  });

  it("writes the delimiter that the cleaner reads", () => {
    const barred = synth({ ...PRIMARY, csvDelimiter: "|" });
    expect(only(barred, "aws_dms_s3_endpoint")).to.include({ csv_delimiter: "|" });
    expect(only(barred, "aws_lambda_function")).to.have.nested.property("environment.variables.CSV_DELIMITER", "|");
  });

  it("[T-13] limits the files of a full load to 256 MB, in KB", () => {
    expect(target()).to.include({ max_file_size: 262_144 });
  });

  it("writes changes every minute, or every 32 MB", () => {
    expect(target()).to.include({ cdc_max_batch_interval: 60, cdc_min_file_size: 32_000 });
  });

  it("keeps the key that the cleaner reads: no date folders", () => {
    expect(target()).to.include({ date_partition_enabled: false });
    expect(target()).not.to.have.property("cdc_path");
  });

  it("encrypts what it writes with the stack's key, into a bucket of this account only", () => {
    expect(target()).to.include({ encryption_mode: "SSE_KMS", expected_bucket_owner: "111122223333" });
    expect(target().server_side_encryption_kms_key_id).to.match(/^\$\{aws_kms_key\./);
  });

  it("[C-009] loads in full, then follows each change", () => {
    expect(task()).to.include({ migration_type: "full-load-and-cdc" });
  });

  it("[C-001, C-010, C-031, C-039] replicates exactly the collections of the allow-list, each by its exact name", () => {
    const { rules } = JSON.parse(String(task().table_mappings)) as { rules: Rule[] };
    expect(rules.map((rule) => rule["object-locator"])).to.deep.equal(
      ["tickets", "invoices"].map((name) => ({ "schema-name": "legion", "table-name": name })),
    );
    expect(new Set(rules.map((rule) => rule["rule-action"]))).to.deep.equal(new Set(["explicit"]));
  });

  it("[C-039] maps a collection that is added to the list", () => {
    const [added] = synthAll([PRIMARY], { ...ALLOW_LIST, refunds: { total: true } }).values();
    expect(added && only(added, "aws_dms_replication_task").table_mappings).to.include('"table-name":"refunds"');
  });

  it("[C-040] is not started by a deploy", () => {
    expect(task()).to.include({ start_replication_task: false });
  });

  it("[C-053, C-054] runs on dms.t3.micro with 20 GB by default", () => {
    expect(instance()).to.include({ replication_instance_class: "dms.t3.micro", allocated_storage: 20 });
    const larger = synth({ ...PRIMARY, dms: { ...PRIMARY.dms, instanceClass: "dms.c6i.large", storageGb: 50 } });
    expect(only(larger, "aws_dms_replication_instance")).to.include({
      replication_instance_class: "dms.c6i.large",
      allocated_storage: 50,
    });
  });

  it("[C-052] replicates the database legion by default", () => {
    expect(source()).to.include({ engine_name: "mongodb", database_name: "legion" });
  });

  it("applies a new class immediately, not in the next maintenance window", () => {
    expect(instance()).to.include({ apply_immediately: true });
  });

  it("is not public, is encrypted, and keeps its engine version until another is set, which may be of another major version", () => {
    expect(instance()).to.include({
      publicly_accessible: false,
      auto_minor_version_upgrade: false,
      allow_major_version_upgrade: true,
      engine_version: "3.6.1",
    });
    expect(instance().kms_key_arn).to.match(/^\$\{aws_kms_key\./);
  });

  it("is in the environment's network", () => {
    expect(only(stack(), "aws_dms_replication_subnet_group").subnet_ids).to.deep.equal(PRIMARY.network.subnetIds);
    expect(instance().vpc_security_group_ids).to.deep.equal(PRIMARY.network.securityGroupIds);
  });

  it("encrypts the settings of the source with the stack's key; DMS keeps no key for those of an S3 target", () => {
    expect(source().kms_key_arn).to.match(/^\$\{aws_kms_key\./);
    expect(target()).not.to.have.property("kms_key_arn");
  });

  it("[T-03] reads in table mode, from a sample larger than DMS's own", () => {
    expect(source().mongodb_settings).to.include({
      nesting_level: "one",
      extract_doc_id: "false",
      docs_to_investigate: "10000",
    });
  });

  it("reads the credentials from Secrets Manager, with a role for DMS in this region", () => {
    expect(source()).to.include({ secrets_manager_arn: legionOf(PRIMARY).secretArn });
    expect(source()).not.to.have.any.keys("username", "password", "server_name", "port");
    const [role] = resources(stack(), "aws_iam_role").filter(({ name }) => String(name).endsWith("-dms-source"));
    expect(statements(role?.assume_role_policy)[0]?.Principal).to.deep.equal({
      Service: "dms.us-west-2.amazonaws.com",
    });
    expect(rightsOf(stack(), "clearwell-production-us-west-2-dms-source")).to.deep.equal([
      {
        Sid: "ReadSecret",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [legionOf(PRIMARY).secretArn],
      },
    ]);
  });

  it("reaches Secrets Manager through the endpoint that is set, and has no such attribute if none is", () => {
    expect(source()).not.to.have.property("extra_connection_attributes");
    const named = only(synth(WITH_OPTIONS, [PRIMARY, WITH_OPTIONS]), "aws_dms_endpoint");
    expect(named).to.include({
      extra_connection_attributes:
        "secretsManagerEndpointOverride=vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com",
    });
  });

  it("authenticates against the database that holds the user", () => {
    const elsewhere = synth(withLegion(PRIMARY, { authSource: "users" }));
    expect(only(elsewhere, "aws_dms_endpoint")).to.have.nested.property("mongodb_settings.auth_source", "users");
  });

  it("encrypts the connection to MongoDB, verified or not", () => {
    expect(source()).to.include({ ssl_mode: "verify-full" }).and.to.have.property("certificate_arn");
    const unverified = only(synth(STAGING, ALL), "aws_dms_endpoint");
    expect(unverified).to.include({ ssl_mode: "require" }).and.not.to.have.property("certificate_arn");
  });

  it("may write to its bucket and not read from it", () => {
    const actions = rightsOf(stack(), "clearwell-production-us-west-2-dms-target").flatMap(({ Action }) => Action);
    expect(actions).to.include.members(["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject", "s3:ListBucket"]);
    expect(actions).to.include.members(["kms:GenerateDataKey", "kms:Decrypt"]);
    expect(actions).not.to.include("s3:GetObject");
  });

  it("creates its endpoints after the rights of their roles", () => {
    expect(target())
      .to.have.nested.property("depends_on[0]")
      .that.matches(/^aws_iam_role_policy\.replication-target/);
    expect(source())
      .to.have.nested.property("depends_on[0]")
      .that.matches(/^aws_iam_role_policy\.replication-source/);
  });

  it("creates the task's log before DMS would create it", () => {
    const logs = resources(stack(), "aws_cloudwatch_log_group").map(({ name }) => name);
    expect(logs).to.include(`dms-tasks-${String(instance().replication_instance_id)}`);
    expect(task())
      .to.have.nested.property("depends_on[0]")
      .that.matches(/^aws_cloudwatch_log_group\.replication/);
  });

  it("creates DMS's own roles in one stack only, before anything in the network", () => {
    const names = (of: Terraform) => resources(of, "aws_iam_role").map(({ name }) => name);
    expect(names(stack())).to.include.members(["dms-vpc-role", "dms-cloudwatch-logs-role"]);
    expect(names(synth(STAGING, ALL))).not.to.include.members(["dms-vpc-role"]);
    for (const made of [instance(), only(stack(), "aws_dms_replication_subnet_group")]) {
      expect(made.depends_on).to.have.length(2);
      expect(made.depends_on).to.satisfy((ids: string[]) =>
        ids.every((id) => id.startsWith("aws_iam_role_policy_attachment.")),
      );
    }
  });

  it("keeps DMS's own roles, which others in the account may use, when DMS is switched off in their stack", () => {
    const off = synth({ ...PRIMARY, deployDms: false });
    for (const type of ["aws_iam_role", "aws_iam_role_policy_attachment"]) {
      const kept = Object.entries(stack().resource?.[type] ?? {}).filter(([id]) => id.startsWith("dms-service-roles"));
      expect(kept).to.have.length(2);
      const left = Object.entries(off.resource?.[type] ?? {}).filter(([id]) => !id.startsWith("snowflake"));
      expect(left).to.deep.equal(kept);
    }
  });
});

interface Rule {
  readonly "object-locator": { readonly "schema-name": string; readonly "table-name": string };
  readonly "rule-action": string;
}
