import { expect } from "chai";
import { SOURCES } from "../../../contracts/index.ts";
import type { WatermarkSource } from "../../../contracts/source.ts";
import { account } from "../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { kindsIn } from "../../../warehouse/snowflake/governance.ts";
import type { SnowflakeSettings } from "../../../warehouse/snowflake/settings.ts";
import { streamAnew } from "../../../warehouse/snowflake/star/landing.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import { streamOf } from "./stream-of.ts";
import { targetOf } from "./target-of.ts";

const VIDEO = SOURCES.video as WatermarkSource;
const SHARED: SnowflakeSettings = {
  landingDays: 30,
  shares: { PARTNER: { accounts: ["ORG.ACCOUNT"], views: ["video/fact_transaction", "video/dim_date"] } },
};

function targetWith(source: WatermarkSource, settings = SHARED, more: Partial<Target> = {}): Target {
  return targetOf({}, settings, { stacks: [], databases: {}, streams: [streamOf({ video: source })], ...more });
}

/** The shipped source with one more column in a table. */
function withColumn(table: "customers" | "transactions", column: object): WatermarkSource {
  const old = VIDEO.tables[table];
  return {
    ...VIDEO,
    tables: { ...VIDEO.tables, [table]: { ...old, columns: { ...old?.columns, ...column } } },
  } as never;
}

describe("The files of a star", () => {
  const files = sqlFiles(targetWith(VIDEO));
  const all = files.flatMap(({ statements }) => statements);
  const made = (kind: string) => files.flatMap(({ makes }) => makes).filter((each) => each.kind === kind);
  const at = (pattern: RegExp) => all.findIndex((each) => pattern.test(each));
  const tasks = all.filter((each) => each.startsWith("CREATE OR REPLACE TASK"));

  it("have different names, in the order in which they are applied", () => {
    const names = files.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)].sort());
  });

  it("replace nothing but tasks and views: no table, no stream, no pipe, no stage", () => {
    const replaced = all.flatMap((each) => /^CREATE OR REPLACE (?:SECURE )?(\w+)/.exec(each)?.[1] ?? []);
    expect([...new Set(replaced)].sort()).to.deep.equal(["TASK", "VIEW"]);
    expect(all.filter((each) => /^(DROP|TRUNCATE)\b|SHOW_INITIAL_ROWS/.test(each))).to.deep.equal([]);
    expect(made("stream").map(streamAnew)[0]).to.match(
      /^CREATE OR REPLACE STREAM \S+ ON TABLE \S+ APPEND_ONLY = TRUE SHOW_INITIAL_ROWS = TRUE$/,
    );
  });

  it("[K-18, K-19] make each table's pipe kinesis_s3_snowpipe_…, which the bucket notifies, after the stream that is to see its rows", () => {
    const pipes = made("pipe").map(({ name }) => name.split(".").at(-1));
    expect(pipes).to.have.members(Object.keys(VIDEO.tables).map((table) => `kinesis_s3_snowpipe_${table}`));
    for (const table of Object.keys(VIDEO.tables)) {
      const pipe = at(new RegExp(`^CREATE PIPE IF NOT EXISTS \\S+[.]kinesis_s3_snowpipe_${table} AUTO_INGEST = TRUE`));
      expect(at(new RegExp(`^CREATE STREAM IF NOT EXISTS \\S+[.]${table}_stream `)), table)
        .to.be.greaterThan(-1)
        .and.lessThan(pipe);
      expect(all[pipe]).to.include(`stream_video/${table}/)`);
    }
  });

  it("[K-16, K-17] wash, then fill, then merge: the graph is suspended before it changes, its children are resumed first, its root last", () => {
    const graph = files.find(({ name }) => name === "430_video.tasks.sql")?.statements ?? [];
    const says = graph.map((each) =>
      /^(?:ALTER TASK|CREATE OR REPLACE TASK|INSERT INTO).*$/m.exec(each)?.[0].replace(/\S+star_video\./, ""),
    );
    expect(says.map((each) => each?.replace(/ \(asked_at.*/, ""))).to.deep.equal([
      "ALTER TASK IF EXISTS wash_rows SUSPEND",
      "CREATE OR REPLACE TASK wash_rows",
      "CREATE OR REPLACE TASK fill_dimensions",
      "CREATE OR REPLACE TASK merge_facts",
      "INSERT INTO rebuild",
      "ALTER TASK merge_facts RESUME",
      "ALTER TASK fill_dimensions RESUME",
      "ALTER TASK wash_rows RESUME",
    ]);
    expect(graph[2])
      .to.match(/^AFTER \S+wash_rows$/m)
      .and.not.to.include("SCHEDULE");
    expect(graph[3])
      .to.match(/^AFTER \S+fill_dimensions$/m)
      .and.not.to.include("SCHEDULE");
  });

  it("[K-15] begin a run if any stream has rows that a task reads, and keep all streams from going stale", () => {
    const [root = ""] = tasks;
    const asked = [...root.matchAll(/SYSTEM\$STREAM_HAS_DATA\('(\S+)'\)/g)].map(([, name]) => name);
    expect(asked).to.have.members(made("stream").map(({ name }) => name));
    for (const stream of asked)
      expect(
        tasks.some((task) => task.includes(`FROM ${stream}`)),
        stream,
      ).to.equal(true);
    for (const { definition = "" } of made("stream")) {
      const table = /ON TABLE (\S+)/.exec(definition)?.[1];
      expect(all, table).to.include(`ALTER TABLE ${table} SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30`);
    }
  });

  it("do all changes of a task in one transaction, or none", () => {
    for (const task of tasks.filter((each) => /_rows|_dimensions|_facts/.test(each.split("\n")[0] ?? ""))) {
      expect(task).to.match(/EXECUTE IMMEDIATE \$\$\nBEGIN\n {2}BEGIN TRANSACTION;/);
      expect(task).to.match(/ {2}COMMIT;\nEXCEPTION\n {2}WHEN OTHER THEN\n {4}ROLLBACK;\n {4}RAISE;\nEND\n\$\$$/);
      expect(task.match(/COMMIT;/g)).to.have.length(1);
    }
  });

  it("convert no value of the data but by TRY_CAST, because a message would quote it", () => {
    const [root = "", fill = "", merge = ""] = tasks;
    const typed = all.filter((each) => /VIEW \S+typed_/.test(each));
    expect(typed).to.have.length(4);
    for (const text of [root, fill, merge, ...typed]) {
      expect(text).not.to.match(/\bCAST\(|\bTO_(NUMBER|DATE|DECIMAL|DOUBLE|BOOLEAN)\(/);
      expect(text).not.to.match(/::(?!VARCHAR|DATE|TIMESTAMP_NTZ|NUMBER\(38,0\))\w+/);
    }
  });

  it("publish failures of all tasks and pipes by an integration of the stack's own, whatever other pipelines the environment has", () => {
    const stream = streamOf({ video: VIDEO });
    const notifications = {
      topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
      roleArn: "arn:aws:iam::111122223333:role/p",
    };
    const target = targetWith(VIDEO, SHARED, { streams: [{ ...stream, access: { ...stream.access, notifications } }] });
    expect(target.access?.notifications, "no topic of mongodb-to-snowflake").to.equal(undefined);
    const statements = sqlFiles(target).flatMap((file) => file.statements);
    const published = (pattern: RegExp) =>
      statements.filter(
        (each) => pattern.test(each) && each.includes("= CLEARWELL_PRODUCTION_STREAM_FAILURES_US_WEST_2"),
      );
    // Those of a graph publish as its root does.
    const isAfter = (task: string) => /^AFTER /m.test(task);
    const roots = (found: readonly string[]) => found.filter((task) => !isAfter(task)).length;
    const task = /^CREATE OR REPLACE TASK/;
    expect(published(task))
      .to.have.length(roots(statements.filter((each) => task.test(each))))
      .and.above(3);
    expect(published(/^ALTER PIPE/)).to.have.length(Object.keys(VIDEO.tables).length);
    const made = account(target).statements.filter((each) => each.includes("STREAM_FAILURES"));
    expect(made.map((each) => each.replace(/ (IF NOT EXISTS )?CLEARWELL_PRODUCTION_STREAM[\s\S]*$/, ""))).to.deep.equal(
      ["CREATE NOTIFICATION INTEGRATION", "ALTER NOTIFICATION INTEGRATION", "GRANT USAGE ON INTEGRATION"],
    );
    expect(all.filter((each) => each.includes("ERROR_INTEGRATION") && !each.includes("UNSET"))).to.deep.equal([]);
  });

  it("publish what two regions fail with to the topic of each, also that a stream is nearly stale", () => {
    const streams = ["us-west-2", "eu-west-1"].map((region, index) => {
      const stream = streamOf({ [index === 0 ? "video" : "film"]: VIDEO });
      const notifications = {
        topicArn: `arn:aws:sns:${region}:111122223333:alarms`,
        roleArn: "arn:aws:iam::111122223333:role/p",
      };
      return { ...stream, region, access: { ...stream.access, notifications } };
    });
    const statements = sqlFiles(targetWith(VIDEO, { landingDays: 30 }, { streams })).flatMap((file) => file.statements);
    for (const task of ["wash_rows", "compare_controls", "miss_controls", "watch_streams"])
      for (const [database, region] of [
        ["video", "US_WEST_2"],
        ["film", "EU_WEST_1"],
      ] as const) {
        const found = statements.find((each) => each.includes(` TASK CLEARWELL_PRODUCTION.star_${database}.${task}\n`));
        expect(found, `${database} ${task}`).to.include(
          `ERROR_INTEGRATION = CLEARWELL_PRODUCTION_STREAM_FAILURES_${region}\n`,
        );
      }
    const watch = statements.find((each) => each.includes(" TASK CLEARWELL_PRODUCTION.star_film.watch_streams\n"));
    expect(watch).to.include(`"schema_name" IN ('LANDING_FILM', 'STAR_FILM')`);
  });

  it("[K-13, K-14] show readers the star, with every classified column under its tag, and no table", () => {
    const views = made("view").filter(({ columns }) => columns !== undefined);
    expect(views.map(({ name }) => name.split(".").at(-1))).to.deep.equal([
      "dim_date",
      "dim_customer",
      "dim_video",
      "dim_channel",
      "fact_transaction",
    ]);
    const personal = views.flatMap(({ columns = [] }) => columns.flatMap((column) => column.personal ?? []));
    expect(personal).to.deep.equal(["pii customer_id", "pii name", "pii email"]);
    expect(all.find((each) => /SECURE VIEW \S+dim_customer/.test(each))).to.match(
      /\n {2}id WITH TAG \(\S+pii = 'customer_id'\),/,
    );
    const fact = views.at(-1)?.columns?.map(({ name, type }) => `${name} ${type}`);
    expect(fact)
      .to.include.members(["amount NUMBER(20,2)", "quantity NUMBER(38,0)"])
      .and.not.include("customer_id VARCHAR");
    expect(kindsIn(targetWith(VIDEO), "pii")).to.deep.equal(["name", "email", "customer_id"]);
    const granted = all.filter((each) => /^GRANT (SELECT|ALL)/.test(each));
    expect(granted.filter((each) => /landing_|star_/.test(each))).to.deep.equal([]);
    for (const { name } of [...views, ...made("view").filter(({ name }) => name.includes("checks_"))])
      expect(all).to.include(`GRANT SELECT ON VIEW ${name} TO DATABASE ROLE CLEARWELL_PRODUCTION.READER`);
  });

  it("share the views that are named, and no other", () => {
    const shared = all.flatMap(
      (each) => /^GRANT SELECT ON VIEW (\S+) TO SHARE/.exec(each)?.[1]?.split(".").at(-1) ?? [],
    );
    expect(shared).to.deep.equal(["dim_date", "fact_transaction"]);
  });

  it("hash a personal key with the secret, and no other key", () => {
    const [, fill = "", merge = ""] = tasks;
    expect(fill).to.include("governance.pseudonym('star customer', _key || ' ' || TO_CHAR(valid_from");
    expect(fill).to.include("SHA2(_key, 256) AS video_key");
    expect(merge).to.include("SHA2(f._key, 256) AS transaction_key");
    expect(`${fill}${merge}`).not.to.match(/SEQUENCE|NEXTVAL|AUTOINCREMENT|UUID/);
  });

  it("change for a new column what is made of its table, and nothing that loads or hands over rows", () => {
    const after = sqlFiles(targetWith(withColumn("customers", { tier: "text" })));
    const changed = after.filter((file) => {
      const before = files.find(({ name }) => name === file.name);
      return before?.statements.join("\n") !== file.statements.join("\n");
    });
    expect(changed.map(({ name }) => name)).to.deep.equal([
      "410_video.customers_staging.sql",
      "420_video.star.sql",
      "430_video.tasks.sql",
      "460_video.star_views.sql",
    ]);
  });

  it("make the readers' view again when a column's type changes", () => {
    const text = (source: WatermarkSource) =>
      sqlFiles(targetWith(source))
        .find(({ name }) => name === "460_video.star_views.sql")
        ?.statements.join("\n");
    expect(text(withColumn("transactions", { quantity: "decimal(12,2)" }))).not.to.equal(text(VIDEO));
  });

  it("load and compare a source without a star, and show nothing of it", () => {
    const { star: _none, ...bare } = VIDEO;
    const found = sqlFiles(targetWith(bare, {}));
    const kinds = found.flatMap(({ makes }) => makes);
    expect(kinds.filter(({ kind, columns }) => kind === "view" && columns !== undefined)).to.deep.equal([]);
    expect(kinds.filter(({ kind }) => kind === "task").map(({ name }) => name.split(".").at(-1))).to.deep.equal([
      "wash_rows",
      "compare_controls",
      "miss_controls",
      "watch_streams",
    ]);
  });
});
