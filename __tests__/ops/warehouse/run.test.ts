import { readFileSync } from "node:fs";
import { expect } from "chai";
import { buildArguments, dbtVariables, runDbt } from "../../../ops/warehouse/dbt.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { targetOf } from "../../../stacks/snowflake-target.ts";
import { production, SOURCES, WITH_OPTIONS } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { NO_AWS } from "./world.ts";

const PRODUCTION: EnvironmentSettings = {
  ...production(),
  snowflake: { account: "org-account", shares: { CLINICS: { accounts: ["ORG.CLINICS"], views: ["clinic/visits"] } } },
};
const VIEWS = ["visits", "rooms", "entries"];

describe("ops warehouse run", () => {
  let warehouse: FakeWarehouse;
  let dbt: (readonly string[])[];
  let code: number;

  beforeEach(() => {
    warehouse = new FakeWarehouse();
    dbt = [];
    code = 0;
  });

  const run = (...args: string[]) =>
    operate(["warehouse", ...args], NO_AWS, {
      environments: [],
      literals: [PRODUCTION],
      sources: SOURCES,
      snowflake: warehouse.connect,
      dbt: async (_, dbtArguments) => {
        dbt.push(dbtArguments);
        warehouse.statements.push("dbt");
        if (code === 0)
          warehouse.on(
            /^SHOW VIEWS/,
            VIEWS.map((name) => ({ name })),
          );
        return code;
      },
    });
  const at = (start: RegExp) => warehouse.statements.findIndex((sql) => start.test(sql));

  it("makes what dbt needs before it, and grants and shares its views after it", async () => {
    const { code: exit, err } = await run("run", "production");
    expect(exit, err).to.equal(0);
    expect(dbt).to.have.length(1);
    const order = [
      at(/^GRANT CREATE EXTERNAL TABLE/),
      at(/^dbt$/),
      at(/^GRANT SELECT ON VIEW \S+analytics_clinic\.visits TO DATABASE ROLE/),
      at(/^GRANT SELECT ON VIEW \S+analytics_clinic\.visits TO SHARE/),
    ];
    expect(order).to.deep.equal(order.toSorted((one, other) => one - other));
    expect(order).not.to.include(-1);
    expect((await run("plan", "production")).out).to.include("Nothing to apply.");
  });

  it("grants and shares nothing if dbt fails, and exits with 1", async () => {
    code = 1;
    const { code: exit, out, err } = await run("run", "production");
    expect(exit, err).to.equal(1);
    expect(out).to.include("dbt failed (exit code 1)").and.include("docs/dbt.md");
    expect(at(/SHARE|ON VIEW \S+analytics/)).to.equal(-1);
  });

  it("leaves to dbt what an apply alone can't do, and says so", async () => {
    const { code: exit, out } = await run("apply", "production");
    expect(exit).to.equal(0);
    expect(out).to.include("Waits for views that dbt makes").and.include("warehouse run production");
    expect(at(/SHARE|ON VIEW \S+analytics/)).to.equal(-1);
  });

  it("drops the view of a table that is no longer listed, which asks for --yes, and no table", async () => {
    await run("run", "production");
    const { ledger, ...withoutLedger } = SOURCES;
    const less = (...args: string[]) =>
      operate(["warehouse", ...args], NO_AWS, {
        environments: [],
        literals: [
          { ...PRODUCTION, ...production({ databases: pick("clinic") }), snowflake: PRODUCTION.snowflake ?? {} },
        ],
        sources: withoutLedger,
        snowflake: warehouse.connect,
        dbt: async () => 0,
      });
    expect(ledger?.engine).to.equal("postgres");
    expect((await less("run", "production")).err).to.include(
      "removes view CLEARWELL_PRODUCTION.analytics_ledger.entries",
    );
    expect((await less("run", "production", "--yes")).code).to.equal(0);
    const drops = warehouse.statements.filter((sql) => sql.startsWith("DROP"));
    expect(drops).to.deep.equal(["DROP VIEW IF EXISTS CLEARWELL_PRODUCTION.analytics_ledger.entries"]);
  });

  it("builds the tables that the environment replicates, and keeps changes as long as it says", () => {
    const some = targetOf([production(WITH_OPTIONS)], SOURCES, "production");
    expect(buildArguments(some)).to.deep.equal(["build", "--select", "clinic__rooms_cdc+", "ledger__entries_cdc+"]);
    const keeping = targetOf([{ ...production(WITH_OPTIONS), snowflake: { landingDays: 90 } }], SOURCES, "production");
    expect(buildArguments(keeping).slice(-2)).to.deep.equal(["--vars", '{"cdc_days":90}']);
  });

  it("sets every variable that dbt's profile reads, and the key in one that dbt keeps out of its logs", () => {
    const profile = readFileSync("warehouse/dbt/profiles.yml", "utf8");
    const read = [...profile.matchAll(/env_var\('(\w+)'\)/g)].map(([, name]) => name);
    const variables = dbtVariables(targetOf([PRODUCTION], SOURCES, "production"), "the key");
    expect(Object.keys(variables).sort()).to.deep.equal([...new Set(read.map(String))].sort());
    const secret = Object.entries(variables).filter(([, value]) => value === "the key");
    expect(secret.map(([name]) => name)).to.deep.equal(["DBT_ENV_SECRET_PRIVATE_KEY"]);
  });

  it("names the line that installs dbt if it is not there", async () => {
    const message = await runDbt(["--version"], {}, "/nowhere/dbt").catch((error: Error) => error.message);
    expect(message).to.equal("dbt is not installed. To install it: npm run setup -- dbt --yes");
  });

  it("has nothing to do where there is no relational source", async () => {
    const { code: exit, err } = await operate(["warehouse", "run", "production"], NO_AWS, {
      snowflake: warehouse.connect,
    });
    expect(exit).to.equal(2);
    expect(err).to.include("has no relational sources");
  });
});

function pick(database: string) {
  const settings = production()["relational-to-snowflake"]?.databases ?? {};
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name === database));
}
