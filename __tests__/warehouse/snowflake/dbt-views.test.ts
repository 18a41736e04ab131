import { expect } from "chai";
import { phi, pii } from "../../../contracts/field.ts";
import { table } from "../../../contracts/table.ts";
import { account } from "../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { lakeOf, targetOf } from "./target-of.ts";

const CLIENTS = table({
  key: ["id"],
  columns: { id: "integer", email: pii("email"), born: phi("date_of_birth", "date"), balance: "decimal(12,4)" },
});
const SHARES = { PARTNER: { accounts: ["ORG.ACCOUNT"], views: "all" } } as const;

describe("Snowflake's files for a relational source", () => {
  const target = targetOf({ orders: { status: true } }, { shares: SHARES }, { lakes: [lakeOf({ clients: CLIENTS })] });
  const files = sqlFiles(target);
  const all = files.flatMap(({ statements }) => statements);
  const ofDbt = all.filter((each) => each.endsWith("TO ROLE CLEARWELL_PRODUCTION_TRANSFORMER"));

  it("let the same tags, policies and roles hold for its tables", () => {
    for (const role of ["READ_PII_EMAIL", "READ_PHI_DATE_OF_BIRTH"])
      expect(all).to.include(`CREATE DATABASE ROLE IF NOT EXISTS CLEARWELL_PRODUCTION.${role}`);
    expect(all.filter((each) => each.includes("MASKING POLICY") && each.includes("READ_PII_EMAIL"))).not.to.deep.equal(
      [],
    );
  });

  it("say what readers see of dbt's views, with types and classes, before dbt has made them", () => {
    const view = files.flatMap(({ makes }) => makes).find(({ name }) => name.endsWith("analytics_practice.clients"));
    expect(view?.columns).to.deep.equal([
      { name: "id", type: "NUMBER(38,0)" },
      { name: "email", type: "VARCHAR", personal: "pii email" },
      { name: "born", type: "DATE", personal: "phi date_of_birth" },
      { name: "balance", type: "NUMBER(12,4)" },
      { name: "_source_at", type: "TIMESTAMP_NTZ" },
      { name: "_loaded_at", type: "TIMESTAMP_NTZ" },
    ]);
  });

  it("name a view of dbt only in files that wait for it", () => {
    const views = ["CLEARWELL_PRODUCTION.analytics_practice.clients"];
    const naming = files.filter(({ statements }) => statements.some((each) => each.includes(views[0] as string)));
    expect(naming.map(({ name, needs }) => ({ name, needs }))).to.deep.equal([
      { name: "850_dbt_views.sql", needs: views },
      { name: "900_share_partner.sql", needs: views },
    ]);
  });

  it("give dbt no right to make a schema, a tag, a policy or a role, nor to grant or share", () => {
    const rights = ofDbt.map((each) => /^GRANT (.+?) (ON|\S+ TO)\b/.exec(each)?.[1] ?? each);
    expect([...new Set(rights)].sort()).to.deep.equal([
      ...["APPLY", "CREATE EXTERNAL TABLE", "CREATE TABLE", "CREATE VIEW", "DATABASE ROLE", "SELECT", "USAGE"],
    ]);
    expect(ofDbt.filter((each) => /landing|ALL|FUTURE|OPTION/.test(each))).to.deep.equal([]);
  });

  it("let nobody but dbt and the owner read files and changes", () => {
    const readable = all.filter((each) => /^GRANT\b.*(external_practice|practice_cdc)/.test(each));
    expect(readable.filter((each) => !ofDbt.includes(each))).to.deep.equal([]);
  });

  it("are none where there is no relational source, and nothing of CLEAN is made where there is no collection", () => {
    const without = sqlFiles(targetOf({ orders: { status: true } }));
    expect(without.filter(({ name }) => /dbt|lake/.test(name))).to.deep.equal([]);
    const { access: _none, ...relational } = targetOf({}, {}, { stacks: [], databases: {}, lakes: target.lakes });
    const statements = [...account(relational).statements, ...sqlFiles(relational).flatMap((file) => file.statements)];
    expect(statements.filter((each) => /landing_|PIPE|_CLEAN\b|legion/.test(each))).to.deep.equal([]);
  });
});
