import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

const DOCUMENT = {
  list: [{ n: 1, inner: [10, 20] }, { n: 2, inner: [] }, { n: 3 }],
  empty: [],
  text: "word",
  exponent: "+5.0656000000000000e+05",
  date: { $date: 1_744_675_200_000 },
  iso: "2025-08-23 04:00:00.123",
  nothing: null,
  yes: true,
};

describe("The stand-in for Snowflake, evaluating expressions,", () => {
  const { run, refuses } = useStandin();

  beforeEach(() =>
    run(
      "CREATE DATABASE db",
      "CREATE SCHEMA db.s",
      "CREATE TABLE db.s.t (id NUMBER, src VARIANT)",
      `INSERT INTO db.s.t SELECT 1, PARSE_JSON('${JSON.stringify(DOCUMENT)}')`,
    ),
  );

  /** The values of a row, in the order of the expressions. */
  async function values(...expressions: readonly string[]): Promise<unknown[]> {
    const named = expressions.map((expression, n) => `${expression} AS c${n}`);
    const [row = {}] = await run(`SELECT ${named.join(", ")} FROM db.s.t`);
    return expressions.map((_, n) => row[`C${n}`]);
  }

  it("reads paths into a VARIANT, whatever their keys", async () => {
    expect(
      await values(
        'src:"list"[1]."n"::NUMBER',
        'src:"date"."$date"::VARCHAR',
        'src:"absent"."x"::VARCHAR',
        "src:text::VARCHAR",
      ),
    ).to.deep.equal([2, "1744675200000", null, "word"]);
    expect(
      await values('src:"nothing" IS NULL', 'src:"nothing"::VARCHAR IS NULL', `src:"text" = 'word'`),
    ).to.deep.equal([false, true, true]);
  });

  it("reads times as text, with an offset dropped, and digits alone as an epoch", async () => {
    const text = (expression: string) => `(${expression})::VARCHAR`;
    expect(
      await values(
        text('TO_TIMESTAMP_NTZ(TRY_TO_NUMBER(src:"date"."$date"::VARCHAR), 3)'),
        text('TRY_CAST(src:"iso"::VARCHAR AS TIMESTAMP_NTZ)'),
        text("TRY_TO_TIMESTAMP_NTZ('2025-08-23T04:00:00+02:00')"),
        text("TRY_CAST('1744675200' AS TIMESTAMP_NTZ)"),
        text("TRY_CAST('1744675200000' AS DATE)"),
        text("TRY_CAST('2025-13-01' AS DATE)"),
        text("TRY_CAST('infinity' AS TIMESTAMP_NTZ)"),
        "TO_CHAR('2025-01-02 03:04:05'::TIMESTAMP_NTZ, 'YYYYMMDD\"T\"HH24MISS')",
      ),
    ).to.deep.equal([
      "2025-04-15 00:00:00",
      "2025-08-23 04:00:00.123",
      "2025-08-23 04:00:00",
      "2025-04-15 00:00:00",
      "2025-04-15",
      null,
      null,
      "20250102T030405",
    ]);
    await refuses("100000", "SELECT TO_TIMESTAMP_NTZ('no time')");
  });

  it("tries a text's number, truth value or JSON, and refuses to try a VARIANT", async () => {
    expect(
      await values(
        'TRY_CAST(src:"exponent"::VARCHAR AS FLOAT)',
        'TRY_CAST(src:"exponent"::VARCHAR AS NUMBER(12,2))',
        "TRY_TO_NUMBER('1.5')",
        "TRY_CAST('12345678901' AS NUMBER(5,0))",
        "TRY_CAST('on' AS BOOLEAN)",
        "TRY_CAST('maybe' AS BOOLEAN)",
        "TRY_PARSE_JSON('{') IS NULL",
      ),
    ).to.deep.equal([506_560, 506_560, 2, null, true, null, true]);
    await refuses("100038", "SELECT 'many'::NUMBER");
    await refuses("000904", "SELECT absent FROM db.s.t");
    await refuses("001065", 'SELECT TRY_CAST(src:"text" AS NUMBER) FROM db.s.t');
  });

  it("tells the type of a VARIANT", async () => {
    const types = ["list", "date", "text", "yes", "nothing", "absent"].map((key) => `TYPEOF(src:"${key}")`);
    expect(await values(...types, 'TYPEOF(src:"date"."$date")')).to.deep.equal([
      "ARRAY",
      "OBJECT",
      "VARCHAR",
      "BOOLEAN",
      "NULL_VALUE",
      null,
      "INTEGER",
    ]);
    expect(
      await values('IS_ARRAY(src:"list")', 'IS_OBJECT(src:"list")', 'IS_OBJECT(src:"date")', 'IS_ARRAY(src:"absent")'),
    ).to.deep.equal([true, false, true, null]);
  });

  it("flattens arrays in order, one within another, and with OUTER keeps what is empty", async () => {
    const outer = (is: string) => `SELECT e.index AS i, f.index AS j, f.value::NUMBER AS v FROM db.s.t r,
      LATERAL FLATTEN(INPUT => r.src:"list") e, LATERAL FLATTEN(INPUT => e.value:"inner"${is}) f ORDER BY 1, 2`;
    const pairs = [
      { I: 0, J: 0, V: 10 },
      { I: 0, J: 1, V: 20 },
    ];
    expect(await run(outer(""))).to.deep.equal(pairs);
    expect(await run(outer(", OUTER => TRUE"))).to.deep.equal([
      ...pairs,
      { I: 1, J: null, V: null },
      { I: 2, J: null, V: null },
    ]);
    expect(await run('SELECT e.key AS k FROM db.s.t, LATERAL FLATTEN(INPUT => src:"date") e')).to.deep.equal([
      { K: "$date" },
    ]);
    expect(await run('SELECT e.index FROM db.s.t, LATERAL FLATTEN(INPUT => src:"text") e')).to.deep.equal([]);
    const text = "SELECT e.value::VARCHAR AS v FROM TABLE(FLATTEN(PARSE_JSON('[\"a\"]'))) e";
    expect(await run(text)).to.deep.equal([{ V: "a" }]);
  });

  it("counts each document's elements from 0, also if documents are equal", async () => {
    await run("INSERT INTO db.s.t SELECT 2, src FROM db.s.t");
    const rows = await run('SELECT id, e.index AS i FROM db.s.t, LATERAL FLATTEN(INPUT => src:"list") e ORDER BY 1, 2');
    expect(rows.map(({ ID, I }) => [ID, I].join("."))).to.deep.equal(["1.0", "1.1", "1.2", "2.0", "2.1", "2.2"]);
  });

  it("matches patterns over the whole text, and replaces all that matches", async () => {
    expect(
      await values(
        "REGEXP_LIKE('a/LOAD0000000A.csv', '.*(/|_)LOAD[0-9A-F]{8}[.].*')",
        "REGEXP_LIKE('abc', 'b')",
        "REGEXP_REPLACE('x.0a1b2c3d.json.gz', '([.][0-9a-f]{8})?[.]json[.]gz$')",
        "REGEXP_REPLACE('aXbX', 'X', '-')",
        "SPLIT_PART('a/b/c', '/', -1)",
        "SPLIT_PART('a/b/c', '/', 9)",
      ),
    ).to.deep.equal([true, false, "x", "a-b-", "c", ""]);
  });

  it("makes random texts in the warehouse, and hashes as others do", async () => {
    const [hex, other, hash] = await values(
      "HEX_ENCODE(RANDSTR(32, RANDOM()))",
      "HEX_ENCODE(RANDSTR(32, RANDOM()))",
      "SHA2('a', 256)",
    );
    expect(hex)
      .to.match(/^[0-9A-F]{64}$/)
      .and.not.equal(other);
    expect(hash).to.equal("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    expect(await values("UUID_STRING() = UUID_STRING()", "SHA2(NULL, 256)")).to.deep.equal([false, null]);
  });

  it("sorts NULL as the largest, and keeps rows by QUALIFY", async () => {
    await run("INSERT INTO db.s.t SELECT column1, NULL FROM VALUES (5), (NULL), (3)");
    expect((await run("SELECT id FROM db.s.t ORDER BY id DESC")).map(({ ID }) => ID)).to.deep.equal([null, 5, 3, 1]);
    const kept = await run("SELECT id FROM db.s.t QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1");
    expect(kept).to.deep.equal([{ ID: null }]);
    expect(await run("SELECT COUNT_IF(id > 1), COUNT(*) FROM db.s.t")).to.deep.equal([
      { "COUNT_IF(ID > 1)": 2, "COUNT(*)": 4 },
    ]);
  });

  it("merges, deletes, adds columns, and takes names that DuckDB reserves", async () => {
    await run(
      "ALTER TABLE db.s.t ADD COLUMN IF NOT EXISTS at VARCHAR",
      "ALTER TABLE db.s.t ADD COLUMN IF NOT EXISTS at VARCHAR",
    );
    await run(`MERGE INTO db.s.t AS t USING (SELECT column1 AS id FROM VALUES (1), (2)) AS n ON t.id = n.id
      WHEN MATCHED THEN UPDATE SET at = 'old' WHEN NOT MATCHED THEN INSERT (id, at) VALUES (n.id, 'new')`);
    expect(await run("SELECT id, at FROM db.s.t ORDER BY 1")).to.deep.equal([
      { ID: 1, AT: "old" },
      { ID: 2, AT: "new" },
    ]);
    expect(await run("DELETE FROM db.s.t WHERE at = 'old'")).to.deep.equal([{ "number of rows deleted": 1 }]);
    await run("DROP TABLE IF EXISTS db.s.absent", "DROP VIEW IF EXISTS db.s.absent");
  });
});
