import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

describe("The stand-in for Snowflake, with streams,", () => {
  const { run, refuses } = useStandin();

  const GROUND = [
    "CREATE DATABASE db",
    "CREATE SCHEMA db.s",
    "CREATE TABLE db.s.t (k VARCHAR, n NUMBER)",
    "CREATE TABLE db.s.taken (k VARCHAR, n NUMBER)",
    "INSERT INTO db.s.t SELECT 'before', 0",
    "CREATE STREAM db.s.added ON TABLE db.s.t APPEND_ONLY = TRUE",
    "CREATE STREAM db.s.changed ON TABLE db.s.t",
  ];
  const TAKE = (stream: string) => `INSERT INTO db.s.taken SELECT k, n FROM db.s.${stream}`;
  const of = async (stream: string) =>
    (await run(`SELECT k, n, METADATA$ACTION AS action FROM db.s.${stream} ORDER BY k, n`)).map(({ K, N, ACTION }) =>
      [ACTION, K, N].join(" "),
    );

  it("hands over added rows once, to a change of rows and not to a query, also if they were deleted since", async () => {
    await run(...GROUND, "INSERT INTO db.s.t SELECT 'a', 1", "UPDATE db.s.t SET n = 2 WHERE k = 'before'");
    await run("DELETE FROM db.s.t WHERE k = 'a'");
    expect(await of("added")).to.deep.equal(["INSERT a 1"]);
    expect(await of("added")).to.deep.equal(["INSERT a 1"]);
    await run(TAKE("added"));
    expect(await of("added")).to.deep.equal([]);
    await run(
      "MERGE INTO db.s.t t USING (SELECT 'before' AS k, 3 AS n UNION SELECT 'b', 4) s ON t.k = s.k WHEN MATCHED THEN UPDATE SET n = s.n WHEN NOT MATCHED THEN INSERT (k, n) VALUES (s.k, s.n)",
    );
    expect(await of("added"), "an update is not an insert").to.deep.equal(["INSERT b 4"]);
  });

  it("shows what is gone and what came of a stream of all changes", async () => {
    await run(...GROUND, "UPDATE db.s.t SET n = 2 WHERE k = 'before'", "INSERT INTO db.s.t SELECT 'a', 1");
    expect(await of("changed")).to.deep.equal(["INSERT a 1", "DELETE before 0", "INSERT before 2"]);
    await run(TAKE("changed"));
    expect(await of("changed")).to.deep.equal([]);
  });

  it("takes nothing if the transaction is rolled back, and shows all its statements the same rows", async () => {
    await run(...GROUND, "INSERT INTO db.s.t SELECT 'a', 1");
    await run("BEGIN TRANSACTION", TAKE("added"), TAKE("added"), TAKE("changed"), "ROLLBACK");
    expect(await run("SELECT COUNT(*) AS n FROM db.s.taken")).to.deep.equal([{ N: 0 }]);
    expect(await of("added")).to.deep.equal(["INSERT a 1"]);
    await run("BEGIN TRANSACTION", TAKE("added"), TAKE("added"), TAKE("changed"), "COMMIT");
    expect(await run("SELECT COUNT(*) AS n FROM db.s.taken")).to.deep.equal([{ N: 3 }]);
    expect([...(await of("added")), ...(await of("changed"))]).to.deep.equal([]);
  });

  it("has the columns that the table has now", async () => {
    await run(...GROUND, "INSERT INTO db.s.t SELECT 'a', 1", "ALTER TABLE db.s.t ADD COLUMN IF NOT EXISTS m NUMBER");
    await run("INSERT INTO db.s.t SELECT 'b', 2, 3", "ALTER TABLE db.s.t DROP COLUMN IF EXISTS n");
    expect(await run("SELECT k, m FROM db.s.added ORDER BY k")).to.deep.equal([
      { K: "a", M: null },
      { K: "b", M: 3 },
    ]);
  });

  it("says whether a stream has rows, and until when it can be read", async () => {
    await run(...GROUND);
    const has = async () => (await run("SELECT SYSTEM$STREAM_HAS_DATA('db.s.added') AS has"))[0]?.HAS;
    expect(await has()).to.equal(false);
    await run("INSERT INTO db.s.t SELECT 'a', 1", "ALTER TABLE db.s.t SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30");
    expect(await has()).to.equal(true);
    const [stream] = await run("SHOW STREAMS LIKE 'added' IN SCHEMA db.s");
    expect(stream).to.include({ name: "ADDED", mode: "APPEND_ONLY", stale: "false" });
    const days = (Date.parse(String(stream?.stale_after)) - Date.parse(String(stream?.created_on))) / 86_400_000;
    expect(Math.round(days)).to.equal(30);
  });

  it("begins with all rows of the table if asked", async () => {
    await run(
      ...GROUND,
      "CREATE OR REPLACE STREAM db.s.added ON TABLE db.s.t APPEND_ONLY = TRUE SHOW_INITIAL_ROWS = TRUE",
    );
    expect(await of("added")).to.deep.equal(["INSERT before 0"]);
    await run("DROP STREAM db.s.added", "CREATE STREAM db.s.added ON TABLE db.s.t");
    expect(await of("added")).to.deep.equal([]);
  });

  it("runs a graph of tasks in its order, if the root's condition holds, and only tasks that are resumed", async () => {
    await run(
      ...GROUND,
      `CREATE TASK db.s.first SCHEDULE = '5 MINUTES' WHEN SYSTEM$STREAM_HAS_DATA('db.s.added') OR SYSTEM$STREAM_HAS_DATA('db.s.changed') AS ${TAKE("added")}`,
      "CREATE TASK db.s.second AFTER db.s.first AS INSERT INTO db.s.taken SELECT 'second', COUNT(*) FROM db.s.taken",
      "EXECUTE TASK db.s.first",
    );
    const taken = async () =>
      (await run("SELECT k, n FROM db.s.taken ORDER BY k")).map((row) => Object.values(row).join(" "));
    expect(await taken(), "no rows").to.deep.equal([]);
    await run("INSERT INTO db.s.t SELECT 'a', 1", "EXECUTE TASK db.s.first");
    expect(await taken(), "the second is suspended").to.deep.equal(["a 1"]);
    await run("ALTER TASK db.s.second RESUME", "ALTER TASK db.s.first RESUME");
    await run("INSERT INTO db.s.t SELECT 'b', 1", "EXECUTE TASK db.s.first");
    expect(await taken()).to.deep.equal(["a 1", "b 1", "second 2"]);
    await refuses("091083", "ALTER TASK db.s.second SUSPEND");
    await refuses("091083", "CREATE OR REPLACE TASK db.s.third AFTER db.s.second AS SELECT 1");
    await refuses("001003", "CREATE TASK db.s.third AFTER db.s.second SCHEDULE = '5 MINUTES' AS SELECT 1");
    await refuses("001003", "CREATE TASK db.s.third SCHEDULE = 'often' AS SELECT 1");
  });

  it("runs a block as a whole, and its handler if a statement fails", async () => {
    await run(...GROUND, "INSERT INTO db.s.t SELECT 'a', 1");
    const block = (statement: string) =>
      `EXECUTE IMMEDIATE $$ BEGIN BEGIN TRANSACTION; ${TAKE("added")}; ${statement}; COMMIT;
       EXCEPTION WHEN OTHER THEN ROLLBACK; RAISE; END $$`;
    await refuses("100038", block("SELECT TO_NUMBER('a;b') AS n"));
    expect(await of("added")).to.deep.equal(["INSERT a 1"]);
    expect(await run("SELECT COUNT(*) AS n FROM db.s.taken")).to.deep.equal([{ N: 0 }]);
    await run(block("SELECT 1 AS n"));
    expect(await run("SELECT COUNT(*) AS n FROM db.s.taken")).to.deep.equal([{ N: 1 }]);
    await refuses("000002", "EXECUTE IMMEDIATE $$ BEGIN LET x := 1; END $$");
  });

  it("reads the answer of SHOW as a table", async () => {
    await run(...GROUND, "SHOW STREAMS IN SCHEMA db.s");
    const rows = await run(
      "SHOW STREAMS IN DATABASE db",
      'SELECT "name" AS name FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "stale_after" > CURRENT_TIMESTAMP() ORDER BY 1',
    );
    expect(rows).to.deep.equal([{ NAME: "ADDED" }, { NAME: "CHANGED" }]);
  });

  it("knows sums of hexadecimal digits, and an object without a key", async () => {
    expect(await run("SELECT SUM(TO_NUMBER(LEFT(MD5('a'), 8), 'XXXXXXXX')) AS n")).to.deep.equal([{ N: 0x0cc175b9 }]);
    expect(
      await run(`SELECT OBJECT_DELETE(PARSE_JSON('{"a":1,"b":null,"c":{"a":2}}')::OBJECT, 'a')::VARIANT AS o`),
    ).to.deep.equal([{ O: { b: null, c: { a: 2 } } }]);
  });
});
