import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

describe("The stand-in for Snowflake, masking by tag and type,", () => {
  const { run, runAs, refuses } = useStandin();

  const GROUND = [
    "CREATE DATABASE db",
    "CREATE SCHEMA db.g",
    "CREATE SCHEMA db.s",
    "CREATE TABLE db.s.t (text VARCHAR, whole NUMBER, money NUMBER(12,2), real FLOAT, yes BOOLEAN, day DATE, at TIMESTAMP_NTZ, doc VARIANT)",
    "INSERT INTO db.s.t SELECT 'a', 1, 2.5, 3.5, TRUE, '2025-01-02'::DATE, '2025-01-02 03:04:05'::TIMESTAMP_NTZ, PARSE_JSON('{\"k\":1}')",
    "CREATE ROLE reader",
    "CREATE ROLE seer",
    "GRANT ROLE reader TO ROLE seer",
    "GRANT USAGE ON DATABASE db TO ROLE reader",
    "GRANT USAGE ON SCHEMA db.s TO ROLE reader",
    "GRANT SELECT ON FUTURE VIEWS IN SCHEMA db.s TO ROLE reader",
    "CREATE TAG db.g.pii ALLOWED_VALUES 'name', 'id'",
  ];
  const POLICY = `CREATE MASKING POLICY IF NOT EXISTS db.g.text AS (val STRING) RETURNS STRING ->
    CASE WHEN IS_ROLE_IN_SESSION('SEER') THEN val
         WHEN SYSTEM$GET_TAG_ON_CURRENT_COLUMN('db.g.pii') = 'id' THEN SHA2(val, 256) ELSE '***' END`;
  const VIEW = "CREATE OR REPLACE SECURE VIEW db.s.v (text WITH TAG (db.g.pii = 'name')) AS SELECT text FROM db.s.t";

  it("masks a tagged column for who lacks the role, by the tag's value, and shows it to who contains the role", async () => {
    await run(...GROUND, POLICY, "ALTER TAG db.g.pii SET MASKING POLICY db.g.text", VIEW);
    await run("CREATE SECURE VIEW db.s.ids (text WITH TAG (db.g.pii = 'id')) AS SELECT text FROM db.s.t");
    expect(await runAs("reader", "SELECT * FROM db.s.v")).to.deep.equal([{ TEXT: "***" }]);
    const [hashed] = await runAs("reader", "SELECT * FROM db.s.ids");
    expect(hashed?.TEXT).to.match(/^[0-9a-f]{64}$/);
    expect(await runAs("seer", "SELECT * FROM db.s.v")).to.deep.equal([{ TEXT: "a" }]);
  });

  it("masks through a view over a masked view, and in a filter", async () => {
    await run(...GROUND, POLICY, "ALTER TAG db.g.pii SET MASKING POLICY db.g.text", VIEW);
    await run("CREATE VIEW db.s.over AS SELECT text AS shown FROM db.s.v");
    expect(await runAs("reader", "SELECT * FROM db.s.over")).to.deep.equal([{ SHOWN: "***" }]);
    expect(await runAs("reader", "SELECT * FROM db.s.v WHERE text = 'a'")).to.deep.equal([]);
  });

  it("shows a column in clear if its tag has no policy for the column's type", async () => {
    const columns = ["text", "whole", "money", "real", "yes", "day", "at", "doc"];
    const tagged = columns.map((column) => `${column} WITH TAG (db.g.pii = 'name')`).join(", ");
    await run(...GROUND, `CREATE SECURE VIEW db.s.all_types (${tagged}) AS SELECT * FROM db.s.t`);
    const masked = async () => {
      const [row] = await runAs("reader", "SELECT * FROM db.s.all_types");
      return columns.filter((column) => row?.[column.toUpperCase()] === null);
    };
    expect(await masked()).to.deep.equal([]);
    const types = ["STRING", "NUMBER(38,2)", "FLOAT", "BOOLEAN", "DATE", "TIMESTAMP_NTZ", "VARIANT"];
    const expected = [["text"], ["whole", "money"], ["real"], ["yes"], ["day"], ["at"], ["doc"]];
    for (const [n, type] of types.entries()) {
      await run(`CREATE MASKING POLICY db.g.p${n} AS (val ${type}) RETURNS ${type} -> NULL`);
      await run(`ALTER TAG db.g.pii SET MASKING POLICY db.g.p${n}`);
      expect(await masked(), type).to.deep.equal(expected.slice(0, n + 1).flat());
    }
  });

  it("rounds a number in clear to the policy's scale", async () => {
    const view = "CREATE VIEW db.s.m (money WITH TAG (db.g.pii = 'name')) AS SELECT money FROM db.s.t";
    await run(...GROUND, "CREATE MASKING POLICY db.g.whole AS (val NUMBER) RETURNS NUMBER -> val", view);
    expect(await run("SELECT * FROM db.s.m")).to.deep.equal([{ MONEY: 2.5 }]);
    await run("ALTER TAG db.g.pii SET MASKING POLICY db.g.whole");
    expect(await run("SELECT * FROM db.s.m")).to.deep.equal([{ MONEY: 3 }]);
  });

  it("changes a policy in use by SET BODY only, and drops it only when unset", async () => {
    await run(...GROUND, POLICY, "ALTER TAG db.g.pii SET MASKING POLICY db.g.text", VIEW);
    await run("ALTER MASKING POLICY db.g.text SET BODY -> 'new'");
    expect(await runAs("seer", "SELECT * FROM db.s.v")).to.deep.equal([{ TEXT: "new" }]);
    await refuses("003551", "CREATE OR REPLACE MASKING POLICY db.g.text AS (val STRING) RETURNS STRING -> val");
    await refuses("003551", "DROP MASKING POLICY db.g.text");
    await run("ALTER TAG db.g.pii UNSET MASKING POLICY db.g.text", "DROP MASKING POLICY db.g.text");
    expect(await runAs("reader", "SELECT * FROM db.s.v")).to.deep.equal([{ TEXT: "a" }]);
    await refuses("001007", "CREATE MASKING POLICY db.g.p AS (val STRING) RETURNS NUMBER -> 1");
  });

  it("has one policy for each type of a tag, which another replaces only with FORCE", async () => {
    await run(...GROUND, POLICY, VIEW, "CREATE MASKING POLICY db.g.other AS (val STRING) RETURNS STRING -> 'other'");
    await run("CREATE MASKING POLICY db.g.day AS (val DATE) RETURNS DATE -> NULL");
    await run("ALTER TAG db.g.pii SET MASKING POLICY db.g.text, MASKING POLICY db.g.day");
    await refuses("003552", "ALTER TAG db.g.pii SET MASKING POLICY db.g.other");
    await run("ALTER TAG db.g.pii SET MASKING POLICY db.g.other FORCE");
    expect(await run("SELECT * FROM db.s.v")).to.deep.equal([{ TEXT: "other" }]);
    await refuses("003590", "DROP TAG db.g.pii");
  });

  it("refuses a tag's value that is not allowed, until it is", async () => {
    await run(...GROUND, VIEW);
    const other = VIEW.replace("'name'", "'phone'");
    await refuses("003977", other);
    await run("ALTER TAG db.g.pii ADD ALLOWED_VALUES 'phone'", other);
    await refuses("002003", VIEW.replace("pii", "absent"));
    await run("ALTER VIEW db.s.v MODIFY COLUMN text SET TAG db.g.pii = 'id'");
    expect(await run("SELECT SYSTEM$GET_TAG('db.g.pii', 'db.s.v.text', 'column') AS value")).to.deep.equal([
      { VALUE: "id" },
    ]);
    await run("ALTER TAG db.g.pii UNSET ALLOWED_VALUES", VIEW.replace("'name'", "'anything'"));
  });

  it("asks in a policy for a database role of the view's database, and for the role itself", async () => {
    const body = "CASE WHEN IS_DATABASE_ROLE_IN_SESSION('SEES') OR CURRENT_ROLE() = 'SEER' THEN val ELSE '***' END";
    await run(
      ...GROUND,
      `CREATE MASKING POLICY db.g.text AS (val STRING) RETURNS STRING -> ${body}`,
      "CREATE DATABASE ROLE db.sees",
    );
    await run("ALTER TAG db.g.pii SET MASKING POLICY db.g.text", VIEW, "CREATE DATABASE elsewhere");
    const read = () => runAs("reader", "SELECT * FROM db.s.v");
    expect(await read()).to.deep.equal([{ TEXT: "***" }]);
    expect(await runAs("seer", "SELECT * FROM db.s.v")).to.deep.equal([{ TEXT: "a" }]);
    await run("CREATE DATABASE ROLE elsewhere.sees", "GRANT DATABASE ROLE elsewhere.sees TO ROLE reader");
    expect(await read()).to.deep.equal([{ TEXT: "***" }]);
    await run("GRANT DATABASE ROLE db.sees TO ROLE reader");
    expect(await read()).to.deep.equal([{ TEXT: "a" }]);
  });

  it("calls a secure function in a policy, over a table that the reader can't read", async () => {
    await run(...GROUND, "CREATE TABLE db.g.secret (value VARCHAR)");
    await run("INSERT INTO db.g.secret SELECT HEX_ENCODE(RANDSTR(32, RANDOM())) || SHA2(UUID_STRING(), 256)");
    await run(`CREATE SECURE FUNCTION IF NOT EXISTS db.g.pseudonym(v VARCHAR) RETURNS VARCHAR AS
      $$ SHA2((SELECT MAX(value) FROM db.g.secret) || v, 256) $$`);
    await run("CREATE MASKING POLICY db.g.text AS (val STRING) RETURNS STRING -> db.g.pseudonym(val)");
    await run("ALTER TAG db.g.pii SET MASKING POLICY db.g.text", VIEW);
    const [first] = await runAs("reader", "SELECT * FROM db.s.v");
    expect(first?.TEXT)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    expect(await runAs("reader", "SELECT * FROM db.s.v")).to.deep.equal([first]);
    await refuses("002003", "SELECT db.g.pseudonym('a')", { role: "reader" });
    await run("GRANT USAGE ON SCHEMA db.g TO ROLE reader");
    await refuses("003001", "SELECT db.g.pseudonym('a')", { role: "reader" });
    await refuses("002003", "SELECT * FROM db.g.secret", { role: "reader" });
    await run("UPDATE db.g.secret SET value = 'rotated'");
    expect(await runAs("reader", "SELECT * FROM db.s.v")).not.to.deep.equal([first]);
  });

  it("tells in INFORMATION_SCHEMA which columns are tagged, and which are masked by what", async () => {
    await run(...GROUND, POLICY, "ALTER TAG db.g.pii SET MASKING POLICY db.g.text");
    await run(
      "CREATE VIEW db.s.v (text WITH TAG (db.g.pii = 'name'), day WITH TAG (db.g.pii = 'id')) AS SELECT text, day FROM db.s.t",
    );
    const tags = await run(`SELECT column_name AS c, tag_name AS t, tag_value AS v
      FROM TABLE(db.INFORMATION_SCHEMA.TAG_REFERENCES_ALL_COLUMNS('db.s.v', 'table')) ORDER BY 1`);
    expect(tags).to.deep.equal([
      { C: "DAY", T: "PII", V: "id" },
      { C: "TEXT", T: "PII", V: "name" },
    ]);
    const masks =
      await run(`SELECT policy_name AS p, ref_column_name AS c FROM TABLE(db.INFORMATION_SCHEMA.POLICY_REFERENCES(
      REF_ENTITY_NAME => 'db.s.v', REF_ENTITY_DOMAIN => 'view'))`);
    expect(masks).to.deep.equal([{ P: "TEXT", C: "TEXT" }]);
    const byName =
      "SELECT ref_entity_name AS e FROM TABLE(db.INFORMATION_SCHEMA.POLICY_REFERENCES(POLICY_NAME => 'db.g.text')) ORDER BY 1";
    expect(await run(byName)).to.deep.equal([{ E: "PII" }, { E: "V" }]);
    expect(await run("SHOW TAGS IN SCHEMA db.g")).to.have.nested.property("[0].allowed_values", '["name", "id"]');
    expect(await run("DESC MASKING POLICY db.g.text")).to.have.nested.property("[0].return_type", "STRING");
  });
});
