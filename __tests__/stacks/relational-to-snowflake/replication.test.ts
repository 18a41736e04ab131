import { expect } from "chai";
import { lobMaxKb } from "../../../stacks/relational-to-snowflake/tables.ts";
import { once, only, type Resource, referenceTo, resources, rightsOf, type Terraform } from "../synth.ts";
import { production, SOURCES, WITH_OPTIONS, withDatabase } from "./fixtures.ts";
import { synth } from "./synth.ts";

describe("The endpoints of relational-to-snowflake", () => {
  const stack = once(() => synth());
  const options = once(() => synth(production(WITH_OPTIONS)));

  it("[P-01, P-02] are one for each database, of its engine, with the secret, and no password", () => {
    const [clinic, ledger] = [endpoint(stack(), "clinic"), endpoint(stack(), "ledger")];
    expect(clinic).to.include({ engine_name: "mysql", endpoint_type: "source", ssl_mode: "verify-full" });
    expect(ledger).to.include({ engine_name: "postgres", database_name: "ledger", ssl_mode: "verify-full" });
    // DMS would replicate all tables into a database that is named.
    expect(clinic).not.to.have.any.keys("database_name", "mysql_settings", "extra_connection_attributes");
    for (const each of [clinic, ledger]) {
      expect(each).not.to.have.any.keys("username", "password", "server_name");
      expect(each.secrets_manager_arn).to.match(/^arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/);
      expect(each.kms_key_arn).to.match(/^\$\{aws_kms_key\.lake_key_/);
    }
    expect(resources(stack(), "aws_dms_endpoint")).to.have.length(2);
  });

  it("read the secrets of the stack's databases and no others, and decrypt them with their keys", () => {
    const role = "clearwell-production-us-west-2-relational-source";
    const secrets = ["clinic", "ledger"].map(
      (name) => `arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/${name}-AbCdEf`,
    );
    expect(rightsOf(stack(), role)).to.deep.equal([
      { Sid: "ReadSecret", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: secrets },
    ]);
    expect(rightsOf(options(), role)[1]).to.deep.include({
      Action: ["kms:Decrypt"],
      Resource: [WITH_OPTIONS.databases.clinic?.secretKeyArn],
    });
  });

  it("connect by TLS, verified but for a reason", () => {
    expect(endpoint(options(), "clinic").ssl_mode).to.equal("verify-ca");
    expect(endpoint(options(), "ledger").ssl_mode).to.equal("require");
    expect(endpoint(options(), "ledger")).not.to.have.property("certificate_arn");
  });

  it("make PostgreSQL stop on a text that is too long, keep booleans, and change nothing in the database but the heartbeat", () => {
    const settings = { capture_ddls: false, fail_tasks_on_lob_truncation: true, map_boolean_as_boolean: true };
    expect(endpoint(stack(), "ledger").postgres_settings).to.include({ ...settings, heartbeat_enable: false });
    expect(endpoint(options(), "ledger").postgres_settings).to.include({
      ...settings,
      heartbeat_enable: true,
      heartbeat_schema: "heartbeat",
    });
  });

  it("[P-04, P-05] write Parquet into date folders, with the time, the operation and every kind of change", () => {
    expect(only(stack(), "aws_dms_s3_endpoint")).to.include({
      data_format: "parquet",
      date_partition_enabled: true,
      date_partition_sequence: "yyyymmddhh",
      date_partition_delimiter: "SLASH",
      timestamp_column_name: "dms_replicated_at",
      include_op_for_full_load: true,
      cdc_inserts_only: false,
      cdc_inserts_and_updates: false,
      preserve_transactions: false,
      use_task_start_time_for_full_load_timestamp: true,
      encryption_mode: "SSE_KMS",
      expected_bucket_owner: "111122223333",
    });
    expect(only(stack(), "aws_dms_s3_endpoint"), "the database is the first folder").not.to.have.property(
      "bucket_folder",
    );
  });
});

describe("The tasks of relational-to-snowflake", () => {
  const stack = once(() => synth());

  it("[P-03] load, replicate or do both, as the settings say, and are started by an operator", () => {
    const tasks = (migration: "full-load" | "cdc" | "full-load-and-cdc") =>
      task(synth(production(withDatabase("clinic", { migration }))), "clinic");
    for (const migration of ["full-load", "cdc", "full-load-and-cdc"] as const)
      expect(tasks(migration)).to.include({ migration_type: migration, start_replication_task: false });
  });

  it("connect their own source with the target", () => {
    const target = referenceTo(stack(), "aws_dms_s3_endpoint", only(stack(), "aws_dms_s3_endpoint"), "endpoint_arn");
    for (const name of ["clinic", "ledger"]) {
      const source = referenceTo(stack(), "aws_dms_endpoint", endpoint(stack(), name), "endpoint_arn");
      expect(task(stack(), name)).to.include({ source_endpoint_arn: source, target_endpoint_arn: target });
    }
  });

  it("include the listed columns of the listed tables and no others", () => {
    expect(columnsOf(stack(), "clinic")).to.deep.equal([
      "clinic.visits.id",
      "clinic.visits.room",
      "clinic.visits.remarks",
      "clinic.visits.summary",
      "clinic.rooms.id",
      "clinic.rooms.floor",
    ]);
    expect(columnsOf(stack(), "ledger")).to.deep.equal(["public.entries.id", "public.entries.amount"]);
  });

  it("replicate fewer tables if the settings name some, from the schema that they name", () => {
    const options = synth(production(WITH_OPTIONS));
    expect(columnsOf(options, "clinic")).to.deep.equal(["clinic.rooms.id", "clinic.rooms.floor"]);
    expect(columnsOf(options, "ledger")).to.deep.equal(["books.entries.id", "books.entries.amount"]);
    expect(JSON.stringify(rulesOf(options, "ledger")), "the folder keeps the source's name").to.include(
      '"rule-action":"rename","value":"ledger"',
    );
  });

  it("read large objects up to the longest that is listed, stop on a longer one, and read none if none is listed", () => {
    const clinic = settingsOf(stack(), "clinic");
    expect(clinic.TargetMetadata).to.include({ SupportLobs: true, LimitedSizeLobMode: true, LobMaxSize: 128 });
    expect(clinic.ErrorBehavior).to.include({ DataTruncationErrorPolicy: "STOP_TASK" });
    expect(settingsOf(stack(), "ledger").TargetMetadata).to.include({ SupportLobs: false, LobMaxSize: 0 });
    expect(lobMaxKb(SOURCES.clinic?.engine === "mysql" ? SOURCES.clinic.tables : {})).to.equal(128);
  });

  it("stop on a record or a table that DMS can't process, which DMS reports, instead of only logging or suspending it", () => {
    for (const name of ["clinic", "ledger"]) {
      const { ErrorBehavior } = settingsOf(stack(), name);
      const policies = Object.entries(ErrorBehavior).filter(([key]) => /^(Data|Table|Apply).*Policy$/.test(key));
      expect(policies).to.have.length(9);
      expect(new Set(policies.map(([, policy]) => policy))).to.deep.equal(new Set(["STOP_TASK"]));
    }
  });

  it("replicate no column that is added at the source", () => {
    for (const name of ["clinic", "ledger"])
      expect(settingsOf(stack(), name).ChangeProcessingDdlHandlingPolicy).to.deep.equal({
        HandleSourceTableDropped: false,
        HandleSourceTableTruncated: false,
        HandleSourceTableAltered: false,
      });
  });
});

interface Rule {
  readonly "rule-action": string;
  readonly "object-locator": Readonly<Record<string, string>>;
}

interface TaskSettings {
  readonly TargetMetadata: object;
  readonly ErrorBehavior: object;
  readonly ChangeProcessingDdlHandlingPolicy: object;
}

function endpoint(stack: Terraform, database: string): Resource {
  return named(stack, "aws_dms_endpoint", "endpoint_id", `${database}-source`);
}

function task(stack: Terraform, database: string): Resource {
  return named(stack, "aws_dms_replication_task", "replication_task_id", `${database}-task`);
}

function named(stack: Terraform, type: string, argument: string, end: string): Resource {
  const name = `clearwell-production-us-west-2-relational-${end}`;
  const found = resources(stack, type).find((each) => each[argument] === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function rulesOf(stack: Terraform, database: string): readonly Rule[] {
  return (JSON.parse(String(task(stack, database).table_mappings)) as { rules: readonly Rule[] }).rules;
}

function columnsOf(stack: Terraform, database: string): string[] {
  return rulesOf(stack, database)
    .filter((rule) => rule["rule-action"] === "include-column")
    .map((rule) => Object.values(rule["object-locator"]).join("."));
}

function settingsOf(stack: Terraform, database: string): TaskSettings {
  return JSON.parse(String(task(stack, database).replication_task_settings)) as TaskSettings;
}
