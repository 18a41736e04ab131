import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { table } from "../../contracts/table.ts";
import { writeParquet } from "../../local/lake/lake-file.ts";
import { useStandin } from "./standin-session.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer", name: "text" } });

describe("The stand-in for Snowflake, with external tables,", () => {
  const { bucket, run, runAs, refuses } = useStandin();
  const create = (
    day: string,
  ) => `CREATE EXTERNAL TABLE IF NOT EXISTS db.s.t (day DATE AS (${day}), id NUMBER(38,0) AS (value:"id"::NUMBER(38,0)),
    name VARCHAR AS (value:"name"::VARCHAR)) PARTITION BY (day) LOCATION = @db.s.lake/t/ AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = PARQUET)`;
  const TABLE = create("TO_DATE(SPLIT_PART(METADATA$FILENAME, '/', 2))");
  const GROUND = ["CREATE DATABASE db", "CREATE SCHEMA db.s", "CREATE STAGE db.s.lake URL = 's3://lake/'"];
  const put = async (key: string, ...names: readonly (string | null)[]) => {
    const file = join(bucket().folder, key);
    const changes = names.map((name, id) => ({
      op: "I" as const,
      at: "2026-02-22 10:00:00.000000",
      row: { id, name },
    }));
    await writeParquet(file, CLIENTS, changes);
    return file;
  };
  const names = () =>
    run("SELECT name, METADATA$FILENAME AS f, METADATA$FILE_ROW_NUMBER AS n FROM db.s.t ORDER BY 2, 3");

  it("sees the files that the last REFRESH found, with each row's place, and keeps a text `null`", async () => {
    await put("t/2026-02-22/a.parquet", "null", null);
    await run(...GROUND, TABLE);
    await put("t/2026-02-23/b.parquet", "é");
    const before = await names();
    expect(before).to.deep.equal([
      { NAME: "null", F: "t/2026-02-22/a.parquet", N: 1 },
      { NAME: null, F: "t/2026-02-22/a.parquet", N: 2 },
    ]);
    await run(TABLE);
    expect(await names()).to.deep.equal(before);
    await run("ALTER EXTERNAL TABLE db.s.t REFRESH");
    expect(await names()).to.deep.equal([...before, { NAME: "é", F: "t/2026-02-23/b.parquet", N: 1 }]);
  });

  it("skips a file that can't be read, and still lists it", async () => {
    const damaged = await put("t/2026-02-22/a.parquet", "x");
    await put("t/2026-02-22/b.parquet", "y");
    await writeFile(damaged, (await readFile(damaged)).subarray(0, -9));
    await run(...GROUND, TABLE);
    expect((await names()).map(({ NAME }) => NAME)).to.deep.equal(["y"]);
    const files =
      "SELECT file_name AS f FROM TABLE(db.INFORMATION_SCHEMA.EXTERNAL_TABLE_FILES(TABLE_NAME => 'db.s.t'))";
    expect(await run(files)).to.have.length(2);
  });

  it("gives a file the version that the last REFRESH found", async () => {
    await put("t/2026-02-22/a.parquet", "x");
    await run(...GROUND, TABLE);
    const versions = "SELECT etag FROM TABLE(db.INFORMATION_SCHEMA.EXTERNAL_TABLE_FILES(TABLE_NAME => 'db.s.t'))";
    const [before] = await run(versions);
    await put("t/2026-02-22/a.parquet", "y");
    expect(await run(versions)).to.deep.equal([before]);
    await run("ALTER EXTERNAL TABLE db.s.t REFRESH");
    expect(await run(versions)).not.to.deep.equal([before]);
  });

  it("reads files of a stage by path and pattern, and fails on one that can't be read", async () => {
    const damaged = await put("t/2026-02-22/a.parquet", "x");
    await put("t/2026-02-23/b.parquet", "y", "z");
    await run(...GROUND);
    const count = (path: string) =>
      run(`SELECT METADATA$FILENAME AS f, COUNT(*) AS n FROM @db.s.lake/${path} GROUP BY 1 ORDER BY 1`);
    expect(await count("t/")).to.have.length(2);
    const b = [{ F: "t/2026-02-23/b.parquet", N: 2 }];
    expect(await count("t/2026-02-23/b.parquet")).to.deep.equal(b);
    await writeFile(damaged, (await readFile(damaged)).subarray(0, -9));
    expect(await count("t/ (PATTERN => '.*(b[.]parquet)')")).to.deep.equal(b);
    await refuses("100144", "SELECT COUNT(*) FROM @db.s.lake/t/");
    await run(
      "CREATE ROLE nobody",
      "GRANT USAGE ON DATABASE db TO ROLE nobody",
      "GRANT USAGE ON SCHEMA db.s TO ROLE nobody",
    );
    await refuses("003001", "SELECT COUNT(*) FROM @db.s.lake/t/2026-02-23/", { role: "NOBODY" });
  });

  it("refuses a partition on what is in a file, a statement that would replace the table, and readers without a grant", async () => {
    await run(...GROUND);
    await refuses("001003", create('value:"day"::DATE'));
    await run(
      TABLE,
      "CREATE ROLE reader",
      "GRANT USAGE ON DATABASE db TO ROLE reader",
      "GRANT USAGE ON SCHEMA db.s TO ROLE reader",
    );
    await refuses("000002", TABLE.replace("CREATE", "CREATE OR REPLACE").replace("IF NOT EXISTS ", ""));
    await refuses("002003", "SELECT * FROM db.s.t", { role: "READER" });
    await run("GRANT SELECT ON EXTERNAL TABLE db.s.t TO ROLE reader");
    expect(await runAs("READER", "SELECT id FROM db.s.t")).to.deep.equal([]);
  });

  it("adds and drops columns, but not one of the partitions", async () => {
    await put("t/2026-02-22/a.parquet", "x");
    await run(
      ...GROUND,
      TABLE,
      "ALTER TABLE db.s.t DROP COLUMN name",
      'ALTER TABLE db.s.t ADD COLUMN alias VARCHAR AS (value:"name"::VARCHAR)',
    );
    expect(await run("SELECT id, alias FROM db.s.t")).to.deep.equal([{ ID: 0, ALIAS: "x" }]);
    const described = await run("DESCRIBE TABLE db.s.t");
    expect(described.map((column) => column.name)).to.deep.equal(["VALUE", "DAY", "ID", "ALIAS"]);
    await refuses("000904", "ALTER TABLE db.s.t DROP COLUMN day");
  });
});
