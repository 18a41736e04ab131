import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { startEmbeddedPostgres } from "../../../local/postgres/embedded.ts";
import { POSTGRES } from "../../../stacks/snowflake-to-postgres/defaults.ts";
import { once, only, type Resource, resources } from "../synth.ts";
import { production, SETTINGS, staging, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

describe("The catalog of snowflake-to-postgres", () => {
  const stack = once(() => synth("catalog"));

  it("[I-27] only logs changes where new folders alone are crawled, which AWS would refuse otherwise", () => {
    for (const [environment, behavior, policy] of [
      [production(), "CRAWL_NEW_FOLDERS_ONLY", { update_behavior: "LOG", delete_behavior: "LOG" }],
      [
        production(WITH_OPTIONS),
        "CRAWL_EVERYTHING",
        { update_behavior: "UPDATE_IN_DATABASE", delete_behavior: "DEPRECATE_IN_DATABASE" },
      ],
    ] as const)
      for (const crawler of resources(synth("catalog", environment), "aws_glue_crawler")) {
        expect(crawler.recrawl_policy).to.deep.equal({ recrawl_behavior: behavior });
        expect(crawler.schema_change_policy).to.deep.equal(policy);
      }
  });

  it("[I-26, I-28] crawls rows and nothing else, and not the placeholders that a deploy makes", () => {
    const crawled = resources(stack(), "aws_glue_crawler").flatMap(({ s3_target }) => s3_target as Resource[]);
    expect(crawled.map(({ path }) => path)).to.deep.equal([
      "s3://insightflow-raw-bucket-fixture/data/batch/",
      "s3://insightflow-raw-bucket-fixture/data/stream/",
    ]);
    for (const { exclusions } of crawled) expect(exclusions).to.deep.equal(["placeholder.txt", "**/placeholder.txt"]);
    expect(resources(stack(), "aws_s3_object").map(({ key }) => key)).to.deep.equal([
      "data/batch/placeholder.txt",
      "data/stream/placeholder.txt",
    ]);
    const quiet = synth("catalog", production({ stream: { ...SETTINGS.stream, tables: [] } }));
    expect(resources(quiet, "aws_glue_crawler")).to.have.length(1);
  });

  it("[I-26] makes one table of each folder below a crawled one, whose partitions follow the table", () => {
    for (const { configuration, s3_target } of resources(stack(), "aws_glue_crawler")) {
      const [{ path } = { path: "" }] = s3_target as readonly { readonly path: string }[];
      const { CrawlerOutput, Grouping } = JSON.parse(String(configuration));
      const table = `${path.replace("s3://", "")}sales`;
      expect(Grouping.TableLevelConfiguration, path).to.equal(table.split("/").length);
      expect(CrawlerOutput.Partitions.AddOrUpdateBehavior).to.equal("InheritFromTable");
    }
  });

  it("[I-28] makes a crawler's placeholder before the crawler", () => {
    for (const { depends_on } of resources(stack(), "aws_glue_crawler"))
      expect(JSON.stringify(depends_on)).to.match(/aws_s3_object\.\w+_placeholder_\w+/);
  });

  it("says that the first line of a part is its header, and nothing of streamed files, which have none", () => {
    expect(only(stack(), "aws_glue_classifier").csv_classifier).to.include({ contains_header: "PRESENT" });
    const [batch, stream] = resources(stack(), "aws_glue_crawler").map(({ classifiers }) => classifiers);
    expect(batch).to.deep.equal(["${" + "aws_glue_classifier.csv.name}"]);
    expect(stream ?? []).to.deep.equal([]);
  });

  it("has the contracts' tables beside the crawlers', with partitions by the folders and the classes as comments", () => {
    const tables = resources(stack(), "aws_glue_catalog_table");
    expect(tables.map(({ name }) => name)).to.deep.equal(["contract_sales", "contract_shelves"]);
    for (const { name, parameters } of tables)
      expect(parameters, String(name)).to.deep.include({
        "projection.enabled": "true",
        "skip.header.line.count": "1",
        "projection.hhmm.type": "injected",
        "projection.month.digits": "2",
      });
    const [sales = {}] = tables;
    const { columns } = sales.storage_descriptor as { readonly columns: readonly Resource[] };
    expect(columns.map(({ name, comment }) => [name, comment])).to.deep.include(["buyer", "text, pii name"]);
    expect((sales.parameters as Resource)["storage.location.template"]).to.equal(
      `s3://insightflow-raw-bucket-fixture/data/batch/sales/${["year", "month", "day", "hhmm"].map((name) => `${name}=$$${"{"}${name}}`).join("/")}/`,
    );
  });
});

const VALUE = "ann@example.org";

describe("PostgreSQL of snowflake-to-postgres", () => {
  const instance = (environment = production()) => only(synth("postgres", environment), "aws_db_instance");

  it("[I-20, I-21, I-22] is private, encrypted, and takes TLS, IAM's tokens and a password that RDS makes", () => {
    expect(instance()).to.include({
      publicly_accessible: false,
      storage_encrypted: true,
      iam_database_authentication_enabled: true,
      manage_master_user_password: true,
    });
    expect(instance()).not.to.have.property("password");
    expect(JSON.stringify(only(synth("postgres"), "aws_db_subnet_group"))).to.include("network_private-subnets");
    const parameters = only(synth("postgres"), "aws_db_parameter_group").parameter as Resource[];
    expect(parameters).to.deep.include({ name: "rds.force_ssl", value: "1" });
  });

  it("[I-22] is encrypted by a key of its own, and its disk grows by itself to a maximum", () => {
    const { kms_key_id, ...found } = instance();
    expect(kms_key_id).to.equal("${" + "aws_kms_key.key.arn}");
    expect(found).to.include({ allocated_storage: POSTGRES.storageGb, max_allocated_storage: POSTGRES.maxStorageGb });
    expect(found).to.include({ copy_tags_to_snapshot: true, auto_minor_version_upgrade: true });
  });

  it("writes no value into its log, also if a column of numbers is sent a text", async function () {
    this.timeout(60_000);
    const parameters = only(synth("postgres"), "aws_db_parameter_group").parameter as Resource[];
    const settings = parameters.filter(({ name }) => !String(name).startsWith("rds."));
    const folder = mkdtempSync(join(tmpdir(), "postgres-log-"));
    chmodSync(folder, 0o777);
    const postgres = await startEmbeddedPostgres({
      ...Object.fromEntries(settings.map(({ name, value }) => [String(name), String(value)])),
      ...{ logging_collector: "on", log_directory: folder, log_filename: "it.log" },
    });
    try {
      const refused = await postgres.run(`SELECT '${VALUE}'::bigint`).catch(String);
      expect(refused, "who asks is told").to.include(VALUE);
      await postgres.run("CREATE TABLE it (day date)");
      expect(await postgres.run(`INSERT INTO it VALUES ('${VALUE}')`).catch(String)).to.include(VALUE);
    } finally {
      await postgres.stop();
    }
    const log = readFileSync(join(folder, "it.log"), "utf8");
    rmSync(folder, { recursive: true });
    expect(log).not.to.include(VALUE);
  });

  it("[I-23] is kept with its snapshots if data is protected, and goes if it is not", () => {
    expect(instance()).to.include({
      deletion_protection: true,
      skip_final_snapshot: false,
      backup_retention_period: 7,
    });
    expect((instance().lifecycle as Resource).prevent_destroy).to.equal(true);
    expect(instance(staging())).to.include({ deletion_protection: false, skip_final_snapshot: true });
  });
});

describe("The streaming of snowflake-to-postgres", () => {
  it("[I-12, I-13, I-14, I-15] goes through Kinesis, Firehose and the transformer to the raw bucket, and errors past the rows", () => {
    const stack = synth("streaming");
    const { prefix, error_output_prefix, kms_key_arn } = only(stack, "aws_kinesis_firehose_delivery_stream")
      .extended_s3_configuration as Resource;
    expect(prefix).to.match(/^data\/stream\/sales\/year=/);
    expect(error_output_prefix).to.match(/^errors\/sales\//);
    expect(kms_key_arn).to.equal("${" + "data.aws_kms_alias.raw-key.target_key_arn}");
    expect(only(stack, "aws_kinesis_stream").name).to.equal("clearwell-production-us-west-2-postgres-bazaar-sales");
    expect(synth("streaming", production({ stream: { ...SETTINGS.stream, tables: [] } })).resource).to.equal(undefined);
  });
});
