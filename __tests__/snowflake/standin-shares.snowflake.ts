import { expect } from "chai";
import { useStandin } from "./standin-session.ts";

describe("The stand-in for Snowflake, sharing,", () => {
  const { run, refuses } = useStandin();

  const GROUND = [
    "CREATE DATABASE db",
    "CREATE SCHEMA db.s",
    "CREATE SECURE VIEW db.s.secure AS SELECT 1 AS a",
    "CREATE VIEW db.s.plain AS SELECT 1 AS a",
    "CREATE SHARE IF NOT EXISTS partner COMMENT = 'for a partner'",
  ];
  const ENTER = ["GRANT USAGE ON DATABASE db TO SHARE partner", "GRANT USAGE ON SCHEMA db.s TO SHARE partner"];

  it("shares secure views only, after the database and the schema", async () => {
    await run(...GROUND);
    await refuses("003031", "GRANT SELECT ON VIEW db.s.secure TO SHARE partner");
    await run(...ENTER, "GRANT SELECT ON VIEW db.s.secure TO SHARE partner");
    await refuses("003078", "GRANT SELECT ON VIEW db.s.plain TO SHARE partner");
    await run("ALTER VIEW db.s.plain SET SECURE", "GRANT SELECT ON VIEW db.s.plain TO SHARE partner");
    await refuses("002003", "GRANT SELECT ON VIEW db.s.absent TO SHARE partner");
  });

  it("tells what a share holds, until it is revoked", async () => {
    await run(...GROUND, ...ENTER, "GRANT SELECT ON VIEW db.s.secure TO SHARE partner");
    await run("CREATE DATABASE ROLE db.sees", "GRANT DATABASE ROLE db.sees TO SHARE partner");
    await run("CREATE DATABASE other", "GRANT REFERENCE_USAGE ON DATABASE other TO SHARE partner");
    const held = async () =>
      (await run("SHOW GRANTS TO SHARE partner")).map(({ privilege, granted_on, name }) =>
        [privilege, granted_on, name].join(" "),
      );
    expect(await held()).to.have.members([
      "USAGE DATABASE DB",
      "REFERENCE_USAGE DATABASE OTHER",
      "USAGE SCHEMA DB.S",
      "SELECT VIEW DB.S.SECURE",
      "USAGE DATABASE_ROLE DB.SEES",
    ]);
    expect((await run("DESC SHARE partner")).map(({ kind }) => kind)).to.include.members([
      "DATABASE",
      "SCHEMA",
      "VIEW",
    ]);
    await run("REVOKE SELECT ON VIEW db.s.secure FROM SHARE partner");
    expect(await held()).not.to.include("SELECT VIEW DB.S.SECURE");
  });

  it("adds and removes accounts, once the share has a database", async () => {
    await run(...GROUND);
    await refuses("003031", "ALTER SHARE partner ADD ACCOUNTS = org.a");
    await run(...ENTER, "ALTER SHARE partner SET ACCOUNTS = org.a, org.b");
    const accounts = async () => (await run("SHOW SHARES LIKE 'PARTNER'"))[0]?.to;
    expect(await accounts()).to.equal("ORG.A, ORG.B");
    await run("ALTER SHARE partner REMOVE ACCOUNTS = org.a", "ALTER SHARE partner ADD ACCOUNTS = org.c");
    expect(await accounts()).to.equal("ORG.B, ORG.C");
    expect((await run("SHOW GRANTS OF SHARE partner")).map(({ account }) => account)).to.deep.equal(["ORG.B", "ORG.C"]);
    expect(await run("SHOW SHARES")).to.have.nested.property("[0].database_name", "DB");
    await run("DROP SHARE partner");
    expect(await run("SHOW SHARES")).to.deep.equal([]);
  });
});
