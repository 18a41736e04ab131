import { expect } from "chai";
import { type Bucket, makeBucket } from "./bucket.ts";
import { type Connection, connect } from "./connect.ts";
import { type Standin, startStandin } from "./start-standin.ts";

describe("The stand-in for Snowflake", () => {
  let bucket: Bucket;
  let standin: Standin;
  let admin: Connection;

  beforeEach(async () => {
    bucket = await makeBucket();
    standin = await startStandin({ lake: bucket.folder });
    admin = await connect(standin.url);
  });
  afterEach(async () => {
    await admin.close();
    await standin.stop();
    await bucket.remove();
  });

  async function run(...statements: readonly string[]): Promise<void> {
    for (const statement of statements) await admin.query(statement);
  }

  it("starts empty, and logs in a role that exists", async () => {
    expect(await admin.query("SELECT CURRENT_ROLE() AS role")).to.deep.equal([{ ROLE: "ACCOUNTADMIN" }]);
    await run("CREATE ROLE reader");
    const reader = await connect(standin.url, { role: "reader" });
    expect(await reader.query("SELECT CURRENT_ROLE() AS role")).to.deep.equal([{ ROLE: "READER" }]);
    await reader.close();
  });

  it("loads objects through a pipe, and shows the last row of each key", async () => {
    await run(
      "CREATE DATABASE db",
      "CREATE SCHEMA db.landing",
      "CREATE STAGE db.landing.clean URL = 's3://lake/'",
      "CREATE TABLE db.landing.t (src VARIANT, _file VARCHAR, _row NUMBER)",
      `CREATE PIPE db.landing.p AUTO_INGEST = TRUE AS COPY INTO db.landing.t (src, _file, _row) FROM (
         SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER FROM @db.landing.clean/a/) FILE_FORMAT = (TYPE = JSON)`,
      `CREATE VIEW db.landing.v AS SELECT * FROM db.landing.t
         QUALIFY ROW_NUMBER() OVER (PARTITION BY src:"id"::VARCHAR ORDER BY src:"at"::VARCHAR DESC, _row DESC) = 1`,
    );
    await bucket.put("a/1.json.gz", [
      { id: "x", at: "1" },
      { id: "y", at: "1" },
    ]);
    await bucket.put("a/2.json.gz", [{ id: "x", at: "2" }]);
    expect(await admin.query("ALTER PIPE db.landing.p REFRESH")).to.have.length(2);
    expect(await admin.query("SELECT COUNT(*) AS n FROM db.landing.t")).to.deep.equal([{ N: 3 }]);
    const rows = await admin.query(
      `SELECT src:"id"::VARCHAR AS id, src:"at"::VARCHAR AS at, _file FROM db.landing.v ORDER BY 1`,
    );
    expect(rows).to.deep.equal([
      { ID: "x", AT: "2", _FILE: "a/2.json.gz" },
      { ID: "y", AT: "1", _FILE: "a/1.json.gz" },
    ]);
  });
});
