import { expect } from "chai";
import { phi, pii } from "../../../contracts/field.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import type { SqlFile } from "../../../warehouse/snowflake/sql-file.ts";
import { targetOf } from "./target-of.ts";

const CONTRACT = { mail: pii("email"), born: phi("date_of_birth", "date"), array_visits: { at: "timestamp" } } as const;
const SETTINGS = { landingDays: 30, shares: { PARTNER: { accounts: ["ORG.ACCOUNT"], views: "all" } } } as const;

describe("Snowflake's files", () => {
  const files = sqlFiles(targetOf({ people: CONTRACT, plain: { status: true } }, SETTINGS));
  const all = files.flatMap(({ statements }) => statements);

  it("have different names, in the order in which they are applied", () => {
    const names = files.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)].sort());
  });

  it("never replace what holds data or what has loaded it: tables, stages, file formats, pipes, tags, policies", () => {
    const replaced = all
      .filter((each) => /^CREATE OR REPLACE\b/.test(each))
      .map((each) => /^CREATE OR REPLACE (SECURE )?(\w+)/.exec(each)?.[2]);
    expect(replaced).to.include.members(["TASK", "VIEW"]);
    expect(replaced.filter((what) => what !== "TASK" && what !== "VIEW")).to.deep.equal([]);
    expect(all.filter((each) => /^DROP\b|^TRUNCATE\b/.test(each))).to.deep.equal([]);
  });

  it("keep the grants of a view that is replaced", () => {
    const views = all.filter((each) => /^CREATE OR REPLACE (SECURE )?VIEW\b/.test(each));
    expect(views).not.to.deep.equal([]);
    expect(views.filter((each) => !each.includes("COPY GRANTS AS"))).to.deep.equal([]);
  });

  it("put masks in place before the first view that needs them", () => {
    const at = (pattern: RegExp) => all.findIndex((each) => pattern.test(each));
    expect(at(/^ALTER TAG \S+pii SET MASKING POLICY/))
      .to.be.greaterThan(-1)
      .and.lessThan(at(/WITH TAG/));
    expect(all.filter((each) => /^ALTER (VIEW|TABLE) .*SET TAG/.test(each))).to.deep.equal([]);
  });

  it("say of everything that they make how it is removed, but of tables", () => {
    const kept = files.flatMap(({ makes }) => makes).filter(({ undo }) => undo.length === 0);
    expect([...new Set(kept.map(({ kind }) => kind))]).to.deep.equal(["table"]);
  });

  it("say of every view that readers see which columns it has, of which type and class", () => {
    const made = madeIn(files, "view").find(({ name }) => name.endsWith("analytics_legion.people"));
    expect(made?.columns).to.deep.equal([
      { name: "oid__id", type: "VARCHAR" },
      { name: "mail", type: "VARCHAR", personal: "pii email" },
      { name: "born", type: "DATE", personal: "phi date_of_birth" },
      { name: "_stack", type: "VARCHAR" },
      { name: "_source_at", type: "TIMESTAMP_NTZ" },
      { name: "_loaded_at", type: "TIMESTAMP_NTZ" },
    ]);
  });

  it("grant each view by its name, because one that is made with COPY GRANTS gets no grants for future views", () => {
    const views = madeIn(files, "view").map(({ name }) => name);
    const granted = all.flatMap((each) => /^GRANT SELECT ON VIEW (\S+) TO DATABASE ROLE/.exec(each)?.[1] ?? []);
    expect(granted.toSorted()).to.deep.equal(views.toSorted());
  });

  it("give nobody but the owner a right on landing tables, and readers none on current rows", () => {
    const granted = all.filter((each) => /^GRANT\b/.test(each));
    expect(granted.filter((each) => /\b(SELECT|ALL)\b.* (landing|governance|operations)/.test(each))).to.deep.equal([]);
    expect(granted.filter((each) => /current_.*READER/.test(each))).to.deep.equal([]);
  });

  it("[P-16, P-17] share secure views of the analytics schema only, and no role that sees personal values unless the share says so", () => {
    const shared = all.filter((each) => /TO SHARE/.test(each));
    const views = shared.flatMap((each) => /^GRANT SELECT ON VIEW (\S+)/.exec(each)?.[1] ?? []);
    expect(views.map((each) => each.split(".").slice(1).join("."))).to.deep.equal([
      "analytics_legion.people",
      "analytics_legion.people_visits",
      "analytics_legion.plain",
    ]);
    expect(
      all.filter((each) => views.some((view) => each.startsWith(`CREATE OR REPLACE SECURE VIEW ${view} `))),
    ).to.have.length(3);
    expect(shared.filter((each) => /DATABASE ROLE/.test(each))).to.deep.equal([]);
    const open = sqlFiles(
      targetOf(
        { people: CONTRACT, plain: { status: true } },
        { shares: { P: { accounts: ["O.A"], views: ["legion/people"], clear: ["pii email"] } } },
      ),
    );
    const named = open.at(-1)?.statements.flatMap((each) => /^GRANT SELECT ON VIEW \S+[.](\w+) /.exec(each)?.[1] ?? []);
    expect(named).to.deep.equal(["people", "people_visits"]);
    const roles = open.flatMap(({ statements }) => statements).filter((each) => /DATABASE ROLE .* TO SHARE/.test(each));
    expect(roles).to.deep.equal(["GRANT DATABASE ROLE CLEARWELL_PRODUCTION.READ_PII_EMAIL TO SHARE P"]);
    const statements = open.at(-1)?.statements ?? [];
    const at = (text: string) => statements.findIndex((each) => each.startsWith(text));
    expect(statements).to.include("ALTER SHARE P SET ACCOUNTS = O.A");
    expect(at("ALTER SHARE"), "before anything is shared")
      .to.be.lessThan(at("GRANT SELECT"))
      .and.lessThan(at("GRANT DATABASE ROLE"));
  });

  it("change for a new classified field: role, policy, views, their checks, and nothing of what loads", () => {
    const before = sqlFiles(targetOf({ people: { status: true } }));
    const after = sqlFiles(targetOf({ people: { status: true, email: pii("email") } }));
    const changed = after.filter((file) => !before.some((old) => old.name === file.name && same(old, file)));
    expect(changed.map(({ name }) => name)).to.deep.equal([
      "030_roles.sql",
      "050_governance.sql",
      "300_legion.people_analytics.sql",
      "310_legion.people_checks.sql",
    ]);
  });
});

function same(one: SqlFile, other: SqlFile): boolean {
  return one.statements.join("\n") === other.statements.join("\n");
}

function madeIn(files: readonly SqlFile[], kind: string) {
  return files.flatMap(({ makes }) => makes).filter((made) => made.kind === kind);
}
