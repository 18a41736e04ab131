import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { CONTRACTS, ENVIRONMENTS, operateWarehouse } from "./world.ts";

const STACK = "production-us-west-2";

describe("ops warehouse apply", () => {
  let warehouse: FakeWarehouse;
  beforeEach(() => {
    warehouse = new FakeWarehouse();
    warehouse.on(/^SHOW PIPES LIKE/, (sql) => [{ name: /LIKE '(\w+)'/.exec(sql)?.[1]?.toUpperCase() }]);
    warehouse.on(/^SHOW TABLES LIKE '(?!MADE)/, (sql) => [{ name: /LIKE '(\w+)'/.exec(sql)?.[1]?.toUpperCase() }]);
  });
  const apply = (differs: Parameters<typeof operateWarehouse>[2] = {}) =>
    operateWarehouse(warehouse, ["apply", STACK, "--yes"], differs);
  const plan = async (differs: Parameters<typeof operateWarehouse>[2] = {}) =>
    JSON.parse((await operateWarehouse(warehouse, ["plan", STACK, "--json"], differs)).out);

  it("makes the ledger first, then runs every statement in the order of the files", async () => {
    const { code, err } = await apply();
    expect(code, err).to.equal(0);
    const [schema, applied, made, ...others] = warehouse.statements.filter((sql) => sql.startsWith("CREATE"));
    expect([schema, applied, made].join("\n")).to.match(/OPERATIONS WITH.*\.applied .*\.made/is);
    expect(others[0]).to.match(/^CREATE SCHEMA/);
    const kinds = [
      "landing_legion.tickets (",
      "CREATE PIPE",
      "VIEW CLEARWELL_PRODUCTION.current_legion",
      "SECURE VIEW",
    ];
    const places = kinds.map((kind) => others.findIndex((sql) => sql.includes(kind)));
    expect(places)
      .to.deep.equal(places.toSorted((a, b) => a - b))
      .and.not.include(-1);
  });

  it("runs nothing when it is applied again", async () => {
    await apply();
    warehouse.clear();
    const { code, out } = await apply();
    expect({ code, out }).to.deep.equal({ code: 0, out: "Nothing to apply." });
    expect(warehouse.statements.filter((sql) => !/^(SELECT|SHOW)/.test(sql))).to.deep.equal([]);
  });

  it("runs only the files of what changed", async () => {
    await apply();
    warehouse.clear();
    const { out } = await apply({
      allowList: {
        tickets: { state: true, email: pii("email"), array_notes: { text: true } },
        invoices: { total: "decimal(14,2)" },
      },
    });
    expect(out).to.include("Applied 2 files");
    expect(warehouse.ran.join("\n")).not.to.include("analytics_legion.tickets");
  });

  it("stops at the first statement that fails, names its file and place, and continues there next time", async () => {
    warehouse.fails(/^CREATE OR REPLACE SECURE VIEW \S+tickets_notes/, "001003", "syntax error");
    const { code, err } = await apply();
    expect(code).to.equal(1);
    expect(err).to.include("300_legion.tickets_analytics.sql, statement 2 of 2 failed: CREATE OR REPLACE SECURE VIEW");
    expect(err).to.include("Snowflake 001003: syntax error.");
    expect(warehouse.statements.some((sql) => sql.includes("checks_legion.tickets"))).to.equal(false);
    expect(warehouse.sessions).to.equal(0);
    warehouse.works(/^CREATE OR REPLACE SECURE VIEW \S+tickets_notes/);
    warehouse.clear();
    await apply();
    expect(warehouse.ran[0]).to.match(/^CREATE SCHEMA/);
    expect(warehouse.ran[1]).to.match(/^CREATE OR REPLACE SECURE VIEW \S+tickets /);
  });

  it("runs a file again that it did not finish, also if the file is as it was before", async () => {
    await apply();
    const wider = { invoices: { total: "decimal(14,2)" as const }, tickets: { state: true as const } };
    warehouse.fails(/^CREATE OR REPLACE VIEW \S+checks_legion.invoices/);
    await apply({ allowList: wider });
    warehouse.works(/^CREATE OR REPLACE VIEW \S+checks_legion.invoices/);
    warehouse.clear();
    expect((await apply()).code).to.equal(0);
    expect(warehouse.ran.join("\n")).to.include("checks_legion.invoices");
  });

  it("asks before it takes a mask away, opens a share, or removes something: the working tree may be an old one", async () => {
    const { email, ...unclassified } = { ...CONTRACTS.tickets, email: true as const };
    const share = { PARTNER: { accounts: ["ACME.PARTNER", "ACME.OTHER"], views: ["legion/invoices"] } };
    const refused = [
      [{ allowList: { ...CONTRACTS, tickets: { ...unclassified, email } } }, "column email was pii email"],
      [
        { allowList: { invoices: CONTRACTS.invoices ?? {} } },
        "removes pipe CLEARWELL_PRODUCTION.landing_legion.tickets",
      ],
      [
        { environments: ENVIRONMENTS.map((each) => ({ ...each, snowflake: { ...each.snowflake, shares: share } })) },
        "PARTNER: the share gains account ACME.OTHER",
      ],
    ] as const;
    await apply();
    for (const [differs, what] of refused) {
      warehouse.clear();
      const { code, err } = await operateWarehouse(warehouse, ["apply", STACK], differs);
      expect(code).to.equal(2);
      expect(err).to.include(what).and.include("--yes");
      expect(warehouse.ran).to.deep.equal([]);
    }
  });

  it("asks nothing where nothing was applied, or what comes is new", async () => {
    const first = await operateWarehouse(warehouse, ["apply", STACK]);
    expect(first.code, first.err).to.equal(0);
    const allowList = { ...CONTRACTS, tickets: { ...CONTRACTS.tickets, phone: true as const } };
    const more = await operateWarehouse(warehouse, ["apply", STACK], { allowList });
    expect(more.code, more.err).to.equal(0);
  });

  it("refuses settings that a deploy would refuse: two environments in one database", async () => {
    const staging = {
      ...PRIMARY,
      environment: "staging",
      snowflake: { account: "acme-analytics", database: "CLEARWELL_PRODUCTION" },
    };
    for (const command of ["plan", "apply"]) {
      const { code, err } = await operateWarehouse(warehouse, [command, STACK], {
        environments: [...ENVIRONMENTS, staging],
      });
      expect(code).to.equal(1);
      expect(err).to.include("is also the database of production");
    }
    expect(warehouse.statements).to.deep.equal([]);
  });

  it("takes from a share what is no longer declared before it gives anything to anybody", async () => {
    const sharing = (accounts: readonly string[], views: readonly string[]) =>
      ENVIRONMENTS.map((each) => ({
        ...each,
        snowflake: { ...each.snowflake, shares: { PARTNER: { accounts, views } } },
      }));
    await apply({ environments: sharing(["ACME.OLD"], ["legion/tickets"]) });
    warehouse.clear();
    await apply({ environments: sharing(["ACME.NEW"], ["legion/invoices"]) });
    const first = (text: string) => warehouse.ran.findIndex((sql) => sql.startsWith(text));
    expect(first("ALTER SHARE PARTNER REMOVE ACCOUNTS = ACME.OLD")).to.be.greaterThan(-1).and.lessThan(first("GRANT"));
    expect(first("REVOKE SELECT ON VIEW")).to.be.greaterThan(-1).and.lessThan(first("ALTER SHARE PARTNER SET"));
  });

  it("removes what it made and is no longer declared, last made first, and no table", async () => {
    await apply();
    warehouse.clear();
    const { out } = await apply({ allowList: { invoices: { total: "decimal(12,2)" } } });
    const removals = warehouse.ran.filter((sql) => /^(DROP|REVOKE|ALTER TAG)\b.*/.test(sql));
    expect(removals.filter((sql) => sql.startsWith("DROP TABLE"))).to.deep.equal([]);
    const first = (text: string) => removals.findIndex((sql) => sql.includes(text));
    const dropped = (view: string) => first(`DROP VIEW IF EXISTS CLEARWELL_PRODUCTION.${view}_legion.tickets`);
    expect(first("REVOKE MONITOR")).to.be.lessThan(first("DROP VIEW"));
    expect(dropped("analytics")).to.be.lessThan(dropped("current")).and.greaterThan(-1);
    expect(dropped("current")).to.be.lessThan(first("DROP PIPE"));
    expect(
      removals.filter((sql) => /MASKING POLICY/.test(sql) && /^DROP|UNSET/.test(sql)),
      "what else has the tag stays masked",
    ).to.deep.equal([]);
    expect(out).to.include("DROP TABLE CLEARWELL_PRODUCTION.landing_legion.tickets;");
  });

  it("makes again what was removed, if it is declared again", async () => {
    await apply();
    await apply({ allowList: { invoices: { total: "decimal(12,2)" } } });
    warehouse.clear();
    await apply();
    expect(warehouse.ran.join("\n")).to.match(/CREATE OR REPLACE SECURE VIEW \S+analytics_legion\.tickets /);
  });

  it("forgets a table that was kept, after somebody has dropped it", async () => {
    await apply();
    const without = { allowList: { invoices: { total: "decimal(12,2)" as const } } };
    await apply(without);
    warehouse.on(/^SHOW TABLES LIKE 'tickets'/, []);
    await apply(without);
    expect((await plan(without)).keeps).to.deep.equal([]);
  });

  it("counts what is gone already as removed", async () => {
    await apply();
    warehouse.fails(/^DROP VIEW/, "002003", "does not exist");
    const { code } = await apply({ allowList: { invoices: { total: "decimal(12,2)" } } });
    expect(code).to.equal(0);
  });

  describe("with a pipe whose text changed", () => {
    const change = async () => {
      await apply();
      for (const row of warehouse.made)
        if (row.KIND === "pipe" && String(row.NAME).includes("tickets_production_us_west_2"))
          row.DEFINITION = "CREATE PIPE of an earlier release";
      for (const row of warehouse.applied)
        if (String(row.FILE).includes("tickets_pipes")) row.SHA256 = "of an earlier release";
      warehouse.clear();
    };

    it("leaves the pipe, applies all else, fails, and says how to replace it", async () => {
      await change();
      const { code, out } = await apply();
      expect(code).to.equal(1);
      const pipe = "CLEARWELL_PRODUCTION.landing_legion.tickets_production_us_west_2";
      for (const line of [
        `ALTER PIPE ${pipe} SET PIPE_EXECUTION_PAUSED = TRUE;`,
        `DROP PIPE ${pipe};`,
        `warehouse refresh ${STACK}`,
      ])
        expect(out).to.include(line);
      expect(warehouse.ran.some((sql) => sql.startsWith("DROP"))).to.equal(false);
      expect((await apply()).code, "until it is replaced").to.equal(1);
    });

    it("makes it anew once it is dropped, with the grants that ended with it", async () => {
      await change();
      warehouse.on(/^SHOW PIPES LIKE 'tickets_production_us_west_2'/, []);
      const { code, out } = await apply();
      expect(code, out).to.equal(0);
      expect(warehouse.ran.join("\n")).to.include("GRANT MONITOR, OPERATE ON PIPE");
      warehouse.clear();
      expect((await apply()).out).to.equal("Nothing to apply.");
    });
  });
});
