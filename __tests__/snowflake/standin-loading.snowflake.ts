import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

const HOUR = 3_600_000;

describe("The stand-in for Snowflake, loading through pipes,", () => {
  const { bucket, run, runAs, refuses } = useStandin();

  const INTEGRATION = `CREATE STORAGE INTEGRATION lake TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
    STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/reader' STORAGE_ALLOWED_LOCATIONS = ('s3://lake/in/')`;
  const COPY = `COPY INTO db.s.t (src, _file, _row, _modified, _loaded_at) FROM (
      SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$FILE_LAST_MODIFIED, METADATA$START_SCAN_TIME FROM @db.s.clean/a/)
    FILE_FORMAT = (FORMAT_NAME = 'db.s.ndjson')`;
  const PIPE = `CREATE PIPE IF NOT EXISTS db.s.p AUTO_INGEST = TRUE AS ${COPY}`;
  const GROUND = [
    INTEGRATION,
    "CREATE DATABASE db",
    "CREATE SCHEMA db.s",
    "CREATE FILE FORMAT IF NOT EXISTS db.s.ndjson TYPE = JSON COMPRESSION = GZIP",
    "CREATE STAGE IF NOT EXISTS db.s.clean URL = 's3://lake/in/' STORAGE_INTEGRATION = lake FILE_FORMAT = (FORMAT_NAME = db.s.ndjson)",
    "CREATE TABLE db.s.t (src VARIANT, _file VARCHAR, _row NUMBER, _modified TIMESTAMP_NTZ, _loaded_at TIMESTAMP_LTZ)",
    PIPE,
  ];
  const count = async () => (await run("SELECT COUNT(*) AS n FROM db.s.t"))[0]?.N;
  const HISTORY = `SELECT file_name AS f, status AS s, row_count AS n, error_count AS e, first_error_message AS m, pipe_name AS p
    FROM TABLE(db.INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => 'db.s.t', START_TIME => DATEADD(hours, -1, CURRENT_TIMESTAMP()))) ORDER BY 1`;

  it("knows a file's key, its rows' places and when it was written, and loads each file once", async () => {
    const modified = new Date(Date.now() - HOUR);
    await bucket().put("in/a/1.json.gz", [{ id: "x" }, { id: "y" }], modified);
    await bucket().put("in/b/1.json.gz", [{ id: "z" }]);
    await run(...GROUND);
    expect(await count()).to.equal(0);
    expect(await run("ALTER PIPE db.s.p REFRESH")).to.deep.equal([{ File: "in/a/1.json.gz", Status: "SENT" }]);
    const rows = await run(
      `SELECT src:"id"::VARCHAR AS id, _file, _row, _modified, _loaded_at > _modified AS later FROM db.s.t ORDER BY 1`,
    );
    expect(rows.map(({ ID, _FILE, _ROW, LATER }) => [ID, _FILE, _ROW, LATER])).to.deep.equal([
      ["x", "in/a/1.json.gz", 1, true],
      ["y", "in/a/1.json.gz", 2, true],
    ]);
    expect(Number(rows[0]?._MODIFIED)).to.be.closeTo(modified.getTime(), 1);
    await bucket().put("in/a/1.json.gz", [{ id: "changed" }]);
    expect(await run("ALTER PIPE db.s.p REFRESH")).to.deep.equal([]);
    expect(await count()).to.equal(2);
  });

  it("forgets what a pipe has loaded if the pipe is made again, but not if it is there already", async () => {
    await bucket().put("in/a/1.json.gz", [{ id: "x" }]);
    await run(...GROUND, "ALTER PIPE db.s.p REFRESH", PIPE, "ALTER PIPE db.s.p REFRESH");
    expect(await count()).to.equal(1);
    await run("DROP PIPE db.s.p", PIPE, "ALTER PIPE db.s.p REFRESH");
    expect(await count()).to.equal(2);
  });

  it("refreshes by prefix and by age, at most seven days back", async () => {
    await bucket().put("in/a/old.json.gz", [{}], new Date(Date.now() - 8 * 24 * HOUR));
    await bucket().put("in/a/2.json.gz", [{}], new Date(Date.now() - 2 * HOUR));
    await bucket().put("in/a/3.json.gz", [{}]);
    await run(...GROUND);
    expect(await run("ALTER PIPE db.s.p REFRESH PREFIX = 'none'")).to.deep.equal([]);
    const since = new Date(Date.now() - HOUR).toISOString();
    expect(await run(`ALTER PIPE db.s.p REFRESH MODIFIED_AFTER = '${since}'`)).to.deep.equal([
      { File: "in/a/3.json.gz", Status: "SENT" },
    ]);
    expect(await run("ALTER PIPE db.s.p REFRESH")).to.deep.equal([{ File: "in/a/2.json.gz", Status: "SENT" }]);
    await refuses("001008", "ALTER PIPE db.s.p REFRESH MODIFIED_AFTER = '2020-01-01T00:00:00Z'");
  });

  it("leaves out a broken file whole, and tells so in COPY_HISTORY", async () => {
    await bucket().put("in/a/1.json.gz", [{ id: "x" }]);
    await bucket().put("in/a/2.json.gz", [{ id: "y" }, '{"id": ']);
    await run(...GROUND, "ALTER PIPE db.s.p REFRESH");
    expect(await run(HISTORY)).to.deep.equal([
      { F: "in/a/1.json.gz", S: "Loaded", N: 1, E: 0, M: null, P: "P" },
      { F: "in/a/2.json.gz", S: "Load failed", N: 0, E: 1, M: "Error parsing JSON, line 2", P: "P" },
    ]);
    expect(await count()).to.equal(1);
  });

  it("takes a document that repeats a key only with ALLOW_DUPLICATE, and keeps the last", async () => {
    await bucket().put("in/a/1.json.gz", ['{"v":{"a":1,"a":2}}']);
    await run(...GROUND, "ALTER PIPE db.s.p REFRESH");
    expect((await run(HISTORY))[0]?.S).to.equal("Load failed");
    await run(
      "ALTER FILE FORMAT db.s.ndjson SET ALLOW_DUPLICATE = TRUE",
      "DROP PIPE db.s.p",
      PIPE,
      "ALTER PIPE db.s.p REFRESH",
    );
    expect(await run(`SELECT src:"v"."a"::NUMBER AS a FROM db.s.t`)).to.deep.equal([{ A: 2 }]);
  });

  it("pauses and resumes, and tells its state", async () => {
    await bucket().put("in/a/1.json.gz", [{}]);
    await run(...GROUND);
    const state = async () => {
      const [row] = await run("SELECT SYSTEM$PIPE_STATUS('db.s.p') AS status");
      return (JSON.parse(String(row?.STATUS)) as { executionState: string }).executionState;
    };
    expect(await state()).to.equal("RUNNING");
    await run("ALTER PIPE db.s.p SET PIPE_EXECUTION_PAUSED = true", "ALTER PIPE db.s.p REFRESH");
    expect([await state(), await count()]).to.deep.equal(["PAUSED", 0]);
    await run("ALTER PIPE db.s.p SET PIPE_EXECUTION_PAUSED = false", "ALTER PIPE db.s.p REFRESH");
    expect([await state(), await count()]).to.deep.equal(["RUNNING", 1]);
    const [shown] = await run("SHOW PIPES LIKE 'p' IN SCHEMA db.s");
    expect(shown)
      .to.include({ name: "P", definition: COPY })
      .and.to.have.property("notification_channel")
      .that.matches(/^arn:aws:sqs:/);
    expect(await run("SHOW PIPES LIKE 'q%' IN DATABASE db")).to.deep.equal([]);
  });

  it("reports a pipe's failures only to a notification integration", async () => {
    await run(...GROUND.slice(0, -1));
    await run(`CREATE NOTIFICATION INTEGRATION topic ENABLED = TRUE TYPE = QUEUE NOTIFICATION_PROVIDER = AWS_SNS DIRECTION = OUTBOUND
      AWS_SNS_TOPIC_ARN = 'arn:aws:sns:us-east-1:1:t' AWS_SNS_ROLE_ARN = 'arn:aws:iam::1:role/r'`);
    await refuses("001003", PIPE.replace("AS COPY", "ERROR_INTEGRATION = lake AS COPY"));
    await run(PIPE.replace("AS COPY", "ERROR_INTEGRATION = topic AS COPY"));
    expect(await run("SHOW PIPES IN SCHEMA db.s")).to.have.nested.property("[0].error_integration", "TOPIC");
    expect(await run("DESC INTEGRATION topic")).to.deep.include({
      property: "SF_AWS_EXTERNAL_ID",
      property_type: "String",
      property_value: "standin",
      property_default: "",
    });
  });

  it("lets a role use a stage, a pipe and an integration only if granted", async () => {
    await run(
      ...GROUND,
      "CREATE ROLE loader",
      "GRANT USAGE ON DATABASE db TO ROLE loader",
      "GRANT USAGE ON SCHEMA db.s TO ROLE loader",
    );
    await run("GRANT CREATE PIPE, CREATE STAGE ON SCHEMA db.s TO ROLE loader");
    await refuses("003001", "ALTER PIPE db.s.p REFRESH", { role: "loader" });
    await refuses("003001", PIPE.replace("db.s.p ", "db.s.q "), { role: "loader" });
    await refuses("003001", "CREATE STAGE db.s.mine URL = 's3://lake/in/' STORAGE_INTEGRATION = lake", {
      role: "loader",
    });
    await run("GRANT USAGE ON INTEGRATION lake TO ROLE loader", "GRANT OPERATE ON PIPE db.s.p TO ROLE loader");
    await runAs(
      "loader",
      "CREATE STAGE db.s.mine URL = 's3://lake/in/' STORAGE_INTEGRATION = lake",
      "ALTER PIPE db.s.p REFRESH",
    );
    await refuses("003167", "CREATE STAGE db.s.other URL = 's3://lake/elsewhere/' STORAGE_INTEGRATION = lake");
  });

  it("refuses a pipe over what is not there, or that says what it does not know", async () => {
    await run(...GROUND);
    await refuses("002003", PIPE.replace("db.s.p ", "db.s.q ").replace("@db.s.clean", "@db.s.absent"));
    await refuses("002003", PIPE.replace("db.s.p ", "db.s.q ").replace("INTO db.s.t", "INTO db.s.absent"));
    await refuses("001003", PIPE.replace("db.s.p ", "db.s.q ").replace("FILE_FORMAT", "FORCE = TRUE FILE_FORMAT"));
    await refuses("001003", "CREATE PIPE db.s.q AUTO_INGEST = TRUE");
    await refuses("002003", "ALTER PIPE db.s.absent REFRESH");
    await run("DROP PIPE IF EXISTS db.s.absent");
  });
});
