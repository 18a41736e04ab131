import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { withoutAccount } from "../operator.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { CONTRACTS, ENVIRONMENTS, operateWarehouse } from "./world.ts";

const STACK = "production-us-west-2";
/** A share may only name what is listed. */
const WITHOUT_SHARES = ENVIRONMENTS.map((each) => ({ ...each, snowflake: { account: "acme-analytics" } }));
const TICKETS = "CLEARWELL_PRODUCTION.analytics_legion.tickets";

describe("ops warehouse plan", () => {
  let warehouse: FakeWarehouse;
  beforeEach(() => {
    warehouse = new FakeWarehouse();
    warehouse.on(/^SHOW TABLES LIKE '(?!MADE)/, [{ name: "TICKETS" }]);
  });
  const run = (...args: string[]) => operateWarehouse(warehouse, args);
  const planWith = async (allowList: AllowList) =>
    JSON.parse((await operateWarehouse(warehouse, ["plan", STACK, "--json"], { allowList })).out);
  const changeTickets = (tickets: AllowList[string]) => planWith({ ...CONTRACTS, tickets });

  it("says of an account without a ledger that every file is new, and writes nothing", async () => {
    const plan = await planWith(CONTRACTS);
    expect(new Set(plan.files.map(({ state }: { state: string }) => state))).to.deep.equal(new Set(["new"]));
    expect(warehouse.statements).to.deep.equal(["SHOW TABLES LIKE 'MADE' IN DATABASE CLEARWELL_PRODUCTION"]);
  });

  it("says after an apply that nothing is to do", async () => {
    await run("apply", STACK);
    expect((await run("plan", STACK)).out).to.include("Nothing to apply.");
  });

  it("calls out a column that is new and in clear, and one that loses its class", async () => {
    await run("apply", STACK);
    const { readers } = await changeTickets({ state: true, email: true, phone: true, array_notes: { text: true } });
    expect(readers).to.deep.equal([
      { view: TICKETS, change: "class", column: "email", before: "pii email", inClear: true },
      { view: TICKETS, change: "new column", column: "phone", now: { name: "phone", type: "VARCHAR" }, inClear: true },
    ]);
    const { out } = await operateWarehouse(warehouse, ["plan", STACK], {
      allowList: { ...CONTRACTS, tickets: { state: true, email: true, array_notes: { text: true } } },
    });
    expect(out).to.include(`IN CLEAR  ${TICKETS}: column email was pii`);
  });

  it("still calls out what a view shows after an apply that was interrupted", async () => {
    warehouse.fails(/^CREATE OR REPLACE SECURE VIEW \S+tickets_notes/);
    await run("apply", STACK);
    const { readers } = await planWith(CONTRACTS);
    const views = readers.filter(({ change }: { change: string }) => change !== "share");
    expect(views.map(({ view, change }: { view: string; change: string }) => [view, change])).to.deep.equal([
      [TICKETS, "new view"],
      [`${TICKETS}_notes`, "new view"],
    ]);
  });

  it("calls out what a share gains: an account, a view, a role that sees values in clear", async () => {
    await run("apply", STACK);
    const share = { accounts: ["ACME.PARTNER", "EVIL.CORP"], views: "all", clear: ["pii email"] } as const;
    const environments = ENVIRONMENTS.map((each) => ({
      ...each,
      snowflake: { ...each.snowflake, shares: { PARTNER: share } },
    }));
    const { out } = await operateWarehouse(warehouse, ["plan", STACK], { environments });
    expect(out).to.include("IN CLEAR  PARTNER: the share gains account EVIL.CORP");
    expect(out.replaceAll(/\s+/g, " ")).to.include("gains DATABASE ROLE CLEARWELL_PRODUCTION.READ_PII_EMAIL");
  });

  it("says what else changes for readers: a masked column, a type, a column and a view that go", async () => {
    await run("apply", STACK);
    const { readers } = await changeTickets({ state: "integer", phone: pii("phone") });
    expect(readers).to.deep.equal([
      { view: TICKETS, change: "type", column: "state", before: "VARCHAR", now: "NUMBER(38,0)", inClear: false },
      {
        view: TICKETS,
        change: "new column",
        column: "phone",
        now: { name: "phone", type: "VARCHAR", personal: "pii phone" },
        inClear: false,
      },
      { view: TICKETS, change: "column goes", column: "email", inClear: false },
      { view: `${TICKETS}_notes`, change: "view goes", inClear: false },
    ]);
  });

  it("says that an administrator has to run account.sql, if the database is missing", async () => {
    warehouse.fails(/^SHOW TABLES/, "002043", "Object does not exist");
    const { code, err } = await run("plan", STACK);
    expect(code).to.equal(1);
    expect(err).to.include("account.sql").and.include("warehouse plan production --sql DIR").and.include("002043");
  });

  it("takes an environment for the stack, and names both if neither fits", async () => {
    expect((await run("plan", "production")).code).to.equal(0);
    const { code, err } = await run("plan", "produktion");
    expect(code).to.equal(2);
    expect(err).to.include("Did you mean production?").and.include(STACK);
  });

  it("says which setting is missing, where no account is set", async () => {
    const environments = [withoutAccount(PRIMARY)];
    const { code, err } = await operateWarehouse(warehouse, ["plan", STACK], { environments });
    expect(code).to.equal(2);
    expect(err).to.include("snowflake.account").and.include("--sql DIR");
  });

  describe("--sql", () => {
    let folder: string;
    beforeEach(() => {
      folder = join(mkdtempSync(join(tmpdir(), "clearwell-sql-")), "new", "sql");
    });
    afterEach(() => rmSync(join(folder, "../.."), { recursive: true }));

    it("writes the administrator's file and all others, without a login, the same for plan and apply", async () => {
      const written: Record<string, string>[] = [];
      for (const command of ["plan", "apply"]) {
        const { code, err } = await run(command, STACK, "--sql", folder);
        expect(code, err).to.equal(0);
        written.push(
          Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")])),
        );
      }
      expect(written[0]).to.deep.equal(written[1]);
      expect(Object.keys(written[0] ?? {})).to.include.members(["010_schemas.sql", "account.sql", "objects.json"]);
      expect(warehouse.statements).to.deep.equal([]);
    });

    it("removes the files of an earlier run, and touches no folder with files of somebody else", async () => {
      await run("plan", STACK, "--sql", folder);
      await operateWarehouse(warehouse, ["plan", STACK, "--sql", folder], {
        allowList: { tickets: { state: true } },
        environments: WITHOUT_SHARES,
      });
      expect(readdirSync(folder).filter((name) => name.includes("invoices"))).to.deep.equal([]);
      const refusesWith = async (name: string, text: string) => {
        const before = existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined;
        writeFileSync(join(folder, name), text);
        const names = readdirSync(folder);
        const { code } = await run("plan", STACK, "--sql", folder);
        expect({ code, names: readdirSync(folder) }, name).to.deep.equal({ code: 2, names });
        if (before === undefined) rmSync(join(folder, name));
        else writeFileSync(join(folder, name), before);
      };
      await refusesWith("own.sql", "");
      await refusesWith("notes.txt", "");
      await refusesWith("objects.json", '[{"name": "an object of another program"}]');
      rmSync(join(folder, "objects.json"));
      expect((await run("plan", STACK, "--sql", folder)).code, "without objects.json").to.equal(2);
    });

    it("is what --against compares with: nothing changes, or what does", async () => {
      await run("plan", STACK, "--sql", folder);
      expect((await run("plan", STACK, "--against", folder)).out).to.equal("Nothing changes in Snowflake.");
      const { out } = await operateWarehouse(warehouse, ["plan", STACK, "--against", folder], {
        environments: WITHOUT_SHARES,
        allowList: { tickets: { state: true, email: true, array_notes: { text: true } } },
      });
      expect(out).to.include(`IN CLEAR  ${TICKETS}: column email was pii`);
      expect(out).to.include("  table CLEARWELL_PRODUCTION.landing_legion.invoices");
      expect(warehouse.statements).to.deep.equal([]);
    });
  });
});
