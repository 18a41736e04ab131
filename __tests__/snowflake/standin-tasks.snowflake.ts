import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

describe("The stand-in for Snowflake, with tasks,", () => {
  const { run, runAs, refuses } = useStandin();

  const GROUND = [
    "CREATE DATABASE db",
    "CREATE SCHEMA db.s",
    "CREATE TABLE db.s.t (key VARCHAR, n NUMBER, at TIMESTAMP_LTZ)",
    "INSERT INTO db.s.t SELECT 'a', column1, DATEADD(DAY, column2, CURRENT_TIMESTAMP()) FROM VALUES (1, -40), (2, -40), (3, 0)",
    `CREATE OR REPLACE TASK db.s.tidy SCHEDULE = 'USING CRON 17 3 * * * UTC' AS
      DELETE FROM db.s.t WHERE at < DATEADD(DAY, -30, CURRENT_TIMESTAMP()) AND (key, n) NOT IN (SELECT key, n FROM (
        SELECT key, n FROM db.s.t QUALIFY ROW_NUMBER() OVER (PARTITION BY key ORDER BY n) = 1))`,
  ];

  it("runs a task only if it is executed, and shows whether it is resumed", async () => {
    await run(...GROUND);
    expect(await run("SHOW TASKS IN SCHEMA db.s")).to.have.nested.property("[0].state", "suspended");
    await run("ALTER TASK db.s.tidy RESUME");
    expect(await run("SHOW TASKS LIKE 'tidy' IN SCHEMA db.s")).to.have.nested.property("[0].state", "started");
    expect(await run("SELECT COUNT(*) AS n FROM db.s.t")).to.deep.equal([{ N: 3 }]);
    await run("EXECUTE TASK db.s.tidy");
    expect((await run("SELECT n FROM db.s.t ORDER BY 1")).map(({ N }) => N)).to.deep.equal([1, 3]);
    await run("DROP TASK IF EXISTS db.s.tidy", "DROP TASK IF EXISTS db.s.tidy");
  });

  it("lets a role resume its task only with the rights to execute tasks", async () => {
    const enter = ["GRANT USAGE ON DATABASE db TO ROLE owner", "GRANT USAGE ON SCHEMA db.s TO ROLE owner"];
    await run(...GROUND, "CREATE ROLE owner", "GRANT OWNERSHIP ON TASK db.s.tidy TO ROLE owner", ...enter);
    await refuses("003001", "ALTER TASK db.s.tidy RESUME", { role: "owner" });
    await run("GRANT EXECUTE TASK ON ACCOUNT TO ROLE owner");
    await refuses("003001", "ALTER TASK db.s.tidy RESUME", { role: "owner" });
    await run("GRANT EXECUTE MANAGED TASK ON ACCOUNT TO ROLE owner");
    await runAs("owner", "ALTER TASK db.s.tidy RESUME");
    await refuses("002003", "EXECUTE TASK db.s.tidy", { role: "owner" });
  });
});
