import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

describe("The stand-in for Snowflake, asked who may do what,", () => {
  const { run, runAs, refuses } = useStandin();

  const VIEW = [
    "CREATE DATABASE db",
    "CREATE SCHEMA db.s",
    "CREATE TABLE db.s.t (a NUMBER)",
    "INSERT INTO db.s.t VALUES (1), (2)",
    "CREATE VIEW db.s.v AS SELECT a FROM db.s.t",
    "CREATE ROLE reader",
    "CREATE ROLE boss",
    "GRANT ROLE reader TO ROLE boss",
  ];
  const ENTER = ["GRANT USAGE ON DATABASE db TO ROLE reader", "GRANT USAGE ON SCHEMA db.s TO ROLE reader"];

  it("starts with nobody's objects, and logs in only a role that exists", async () => {
    expect(await run("SELECT CURRENT_ROLE() AS role, CURRENT_DATABASE() AS db")).to.deep.equal([
      { ROLE: "ACCOUNTADMIN", DB: null },
    ]);
    expect(await run("SHOW DATABASES")).to.deep.equal([]);
    const error: unknown = await runAs("nobody", "SELECT 1").catch((refused: unknown) => refused);
    expect(error).to.have.property("code", "390189");
  });

  it("lets a role read a view whose table it may not read, if it holds SELECT and may enter the schema", async () => {
    await run(...VIEW, "GRANT SELECT ON VIEW db.s.v TO ROLE reader");
    await refuses("002003", "SELECT * FROM db.s.v", { role: "reader" });
    await run(...ENTER);
    expect(await runAs("reader", "SELECT COUNT(*) AS n FROM db.s.v")).to.deep.equal([{ N: 2 }]);
    await refuses("002003", "SELECT * FROM db.s.t", { role: "reader" });
    await refuses("002003", "WITH w AS (SELECT * FROM db.s.t) SELECT * FROM w", { role: "reader" });
    await refuses("002003", "CREATE VIEW db.s.w AS SELECT * FROM db.s.absent");
  });

  it("passes on what a role holds to the roles that contain it, and takes it away again", async () => {
    await run(...VIEW, ...ENTER, "GRANT SELECT ON ALL VIEWS IN SCHEMA db.s TO ROLE reader");
    expect(await runAs("boss", "SELECT COUNT(*) AS n FROM db.s.v")).to.deep.equal([{ N: 2 }]);
    await run("REVOKE ROLE reader FROM ROLE boss");
    await refuses("002003", "SELECT * FROM db.s.v", { role: "boss" });
    await run("REVOKE SELECT ON VIEW db.s.v FROM ROLE reader");
    await refuses("002003", "SELECT * FROM db.s.v", { role: "reader" });
  });

  it("counts a database role as held by the roles that it is granted to", async () => {
    await run(
      ...VIEW,
      ...ENTER,
      "CREATE DATABASE ROLE db.seer",
      "GRANT SELECT ON VIEW db.s.v TO DATABASE ROLE db.seer",
    );
    await refuses("002003", "SELECT * FROM db.s.v", { role: "reader" });
    await run("GRANT DATABASE ROLE db.seer TO ROLE reader", "USE DATABASE db");
    expect(await runAs("reader", "SELECT COUNT(*) AS n FROM db.s.v")).to.deep.equal([{ N: 2 }]);
  });

  it("reads in a view with the rights of its owner, as long as the owner has them", async () => {
    await run(...VIEW, ...ENTER, "GRANT SELECT ON VIEW db.s.v TO ROLE boss", "CREATE ROLE other");
    await run("GRANT OWNERSHIP ON VIEW db.s.v TO ROLE reader COPY CURRENT GRANTS");
    await refuses("002037", "SELECT * FROM db.s.v", { role: "boss" });
    await run("GRANT SELECT ON TABLE db.s.t TO ROLE reader");
    expect(await runAs("boss", "SELECT COUNT(*) AS n FROM db.s.v")).to.deep.equal([{ N: 2 }]);
    await run("DROP ROLE reader");
    await refuses("002003", "SELECT * FROM db.s.v", { role: "boss" });
  });

  it("gives new objects what is declared for objects to come, and keeps grants of a replaced view only if told to", async () => {
    await run(
      ...VIEW,
      ...ENTER,
      "GRANT SELECT ON FUTURE VIEWS IN SCHEMA db.s TO ROLE reader",
      "CREATE VIEW db.s.w AS SELECT 1 AS b",
    );
    expect(await runAs("reader", "SELECT b FROM db.s.w")).to.deep.equal([{ B: 1 }]);
    await run("CREATE OR REPLACE VIEW db.s.x COPY GRANTS AS SELECT 1 AS b");
    await refuses("002003", "SELECT b FROM db.s.x", { role: "reader" });
    await run("REVOKE SELECT ON FUTURE VIEWS IN SCHEMA db.s FROM ROLE reader");
    await run("CREATE OR REPLACE VIEW db.s.w COPY GRANTS AS SELECT 2 AS b");
    expect(await runAs("reader", "SELECT b FROM db.s.w")).to.deep.equal([{ B: 2 }]);
    await run("CREATE OR REPLACE VIEW db.s.w AS SELECT 3 AS b");
    await refuses("002003", "SELECT b FROM db.s.w", { role: "reader" });
  });

  it("lets a role create, alter and drop only what it was granted to", async () => {
    await run(...VIEW, ...ENTER);
    await refuses("003001", "CREATE TABLE db.s.mine (a NUMBER)", { role: "reader" });
    await refuses("003001", "CREATE ROLE mine", { role: "reader" });
    await refuses("003001", "CREATE SHARE mine", { role: "reader" });
    await run("GRANT CREATE TABLE ON SCHEMA db.s TO ROLE reader");
    await runAs(
      "reader",
      "CREATE TABLE db.s.mine (a NUMBER)",
      "INSERT INTO db.s.mine VALUES (1)",
      "DELETE FROM db.s.mine",
    );
    await refuses("003001", "DROP TABLE db.s.t", { role: "reader" });
    await refuses("003001", "GRANT SELECT ON TABLE db.s.t TO ROLE reader", { role: "reader" });
    await run("GRANT OWNERSHIP ON TABLE db.s.t TO ROLE reader");
    await runAs("reader", "ALTER TABLE db.s.t ADD COLUMN IF NOT EXISTS b VARCHAR", "DROP TABLE db.s.t");
  });

  it("lets a role change rows only with the privilege for that change", async () => {
    await run(...VIEW, ...ENTER, "GRANT SELECT, INSERT ON TABLE db.s.t TO ROLE reader");
    await runAs("reader", "INSERT INTO db.s.t SELECT a + 2 FROM db.s.t");
    await refuses("002003", "DELETE FROM db.s.t WHERE a = 1", { role: "reader" });
    await refuses("002003", "UPDATE db.s.t SET a = 1", { role: "reader" });
    await refuses("002003", "TRUNCATE TABLE db.s.t", { role: "reader" });
    expect(await run("SELECT COUNT(*) AS n FROM db.s.t")).to.deep.equal([{ N: 4 }]);
  });

  it("shows grants, roles and views, to each role what it holds", async () => {
    await run(...VIEW, ...ENTER, "GRANT SELECT ON VIEW db.s.v TO ROLE reader");
    const grants = await run("SHOW GRANTS ON VIEW db.s.v");
    expect(grants.map(({ privilege, grantee_name }) => [privilege, grantee_name])).to.deep.equal([
      ["OWNERSHIP", "ACCOUNTADMIN"],
      ["SELECT", "READER"],
    ]);
    const held = await run("SHOW GRANTS TO ROLE reader");
    expect(held.map(({ privilege, name }) => [privilege, name].join(" "))).to.deep.equal([
      "USAGE DB",
      "USAGE DB.S",
      "SELECT DB.S.V",
    ]);
    expect(await run("SHOW GRANTS OF ROLE reader")).to.have.nested.property("[0].grantee_name", "BOSS");
    expect(await runAs("reader", "SHOW TABLES IN SCHEMA db.s")).to.deep.equal([]);
    expect(await runAs("reader", "SELECT table_name AS name FROM db.INFORMATION_SCHEMA.VIEWS")).to.deep.equal([
      { NAME: "V" },
    ]);
  });

  it("refuses what it does not know, and what is there already", async () => {
    await run("CREATE WAREHOUSE w WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60", "CREATE WAREHOUSE IF NOT EXISTS w");
    await run("CREATE RESOURCE MONITOR m WITH CREDIT_QUOTA = 1 TRIGGERS ON 90 PERCENT DO SUSPEND", "USE WAREHOUSE w");
    await refuses("002002", "CREATE WAREHOUSE w");
    await refuses("000002", "CREATE STREAMLIT s");
    await refuses("001003", "CREATE DATABASE a b");
    await refuses("001003", "SELECT 1; SELECT 2");
    await refuses("002003", "GRANT ROLE absent TO ROLE SYSADMIN");
    await refuses("001003", "GRANT FLY ON ACCOUNT TO ROLE SYSADMIN");
    await refuses("002043", "USE WAREHOUSE absent");
    await refuses("002043", "SHOW VIEWS IN SCHEMA absent.s");
    await refuses("002043", "USE ROLE absent");
  });
});
