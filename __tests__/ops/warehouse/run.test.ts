import { readFileSync } from "node:fs";
import { expect } from "chai";
import { dbtCommands, dbtVariables, runDbt } from "../../../ops/warehouse/dbt.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import type { RefreshSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { targetOf } from "../../../stacks/snowflake-target.ts";
import { production, SOURCES, WITH_OPTIONS } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { NO_AWS } from "./world.ts";

const PRODUCTION: EnvironmentSettings = {
  ...production(),
  snowflake: { account: "org-account", shares: { CLINICS: { accounts: ["ORG.CLINICS"], views: ["clinic/visits"] } } },
};
const QUEUE = "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE";
const VIEWS = ["visits", "rooms", "entries"];

describe("ops warehouse run", () => {
  let warehouse: FakeWarehouse;
  let dbt: (readonly string[])[];
  /** Of each command of dbt, by its first word. */
  let codes: Record<string, number>;

  beforeEach(() => {
    warehouse = new FakeWarehouse();
    dbt = [];
    codes = {};
  });

  const run = (...args: string[]) =>
    operate(["warehouse", ...args], NO_AWS, {
      environments: [],
      literals: [PRODUCTION],
      sources: SOURCES,
      snowflake: warehouse.connect,
      dbt: async (_, dbtArguments) => {
        dbt.push(dbtArguments);
        const [command = ""] = dbtArguments;
        const code = codes[command] ?? 0;
        warehouse.statements.push(`dbt ${command}`);
        if (command === "run" && code === 0)
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
    expect(dbt.map(([command]) => command)).to.deep.equal(["run", "test", "source"]);
    const order = [
      at(/^GRANT CREATE EXTERNAL TABLE/),
      at(/^dbt run$/),
      at(/^dbt test$/),
      at(/^dbt source$/),
      at(/^GRANT SELECT ON VIEW \S+analytics_clinic\.visits TO DATABASE ROLE/),
      at(/^GRANT SELECT ON VIEW \S+analytics_clinic\.visits TO SHARE/),
    ];
    expect(order).to.deep.equal(order.toSorted((one, other) => one - other));
    expect(order).not.to.include(-1);
    expect((await run("plan", "production")).out).to.include("Nothing to apply.");
  });

  it("grants and shares nothing if a model fails, tests all the same, and exits with 1", async () => {
    codes = { run: 1 };
    const { code: exit, out, err } = await run("run", "production");
    expect(exit, err).to.equal(1);
    expect(out).to.include("dbt run failed (exit code 1)").and.include("docs/dbt.md");
    expect(at(/SHARE|ON VIEW \S+analytics/)).to.equal(-1);
    expect(at(/^dbt test$/)).to.be.greaterThan(-1);
  });

  it("tests nothing if dbt did not get as far as a model", async () => {
    codes = { run: 2 };
    expect((await run("run", "production")).code).to.equal(1);
    expect(dbt.map(([command]) => command)).to.deep.equal(["run"]);
  });

  for (const [command, name] of [
    ["test", "test"],
    ["source", "source freshness"],
  ] as const) {
    it(`grants and shares the views if dbt ${name} fails, says so, and exits with 1`, async () => {
      codes = { [command]: 1 };
      const { code: exit, out } = await run("run", "production");
      expect(exit).to.equal(1);
      expect(out).to.include(`dbt ${name} failed (exit code 1)`).and.include("docs/dbt.md");
      expect(at(/^GRANT SELECT ON VIEW \S+analytics_clinic\.visits TO SHARE/)).to.be.greaterThan(at(/^dbt source$/));
    });
  }

  it("forgets a run that was killed before it begins, if told to", async () => {
    expect((await run("run", "production", "--forget")).code).to.equal(0);
    expect(dbt[0]).to.deep.equal(["run-operation", "forget_run"]);
    expect(warehouse.statements[0], "before it applies anything").to.equal("dbt run-operation");
    expect(dbt.map(([command]) => command)).to.deep.equal(["run-operation", "run", "test", "source"]);
  });

  it("begins no run if that fails", async () => {
    codes = { "run-operation": 1 };
    const { code: exit, err } = await run("run", "production", "--forget");
    expect(exit).to.equal(1);
    expect(err).to.include("not forgotten");
    expect(warehouse.statements).to.deep.equal(["dbt run-operation"]);
  });

  it("leaves to dbt what an apply alone can't do, and says so", async () => {
    const { code: exit, out } = await run("apply", "production");
    expect(exit).to.equal(0);
    expect(out).to.include("Waits for views that dbt makes").and.include("warehouse run production");
    expect(at(/SHARE|ON VIEW \S+analytics/)).to.equal(-1);
  });

  it("drops views and the external table of a table that is no longer listed, which asks for --yes, and keeps its changes", async () => {
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
    warehouse.on(/^SHOW TABLES LIKE 'entries'/, [{ name: "ENTRIES" }]);
    expect((await less("run", "production", "--yes")).code).to.equal(0);
    expect((await less("plan", "production")).out).to.include("DROP TABLE CLEARWELL_PRODUCTION.ledger_cdc.entries;");
    const drops = warehouse.statements.filter((sql) => sql.startsWith("DROP"));
    expect(drops).to.have.members([
      ...["daily", "history", "current", "analytics"].map(
        (kind) => `DROP VIEW IF EXISTS CLEARWELL_PRODUCTION.${kind}_ledger.entries`,
      ),
      "DROP EXTERNAL TABLE IF EXISTS CLEARWELL_PRODUCTION.external_ledger.entries",
    ]);
  });

  it("builds and tests the tables that the environment replicates, and keeps changes as long as it says", () => {
    const some = targetOf([production({ ...WITH_OPTIONS, refresh: "dbt" })], SOURCES, "production");
    const models = ["clinic__rooms_cdc+", "ledger__entries_cdc+"];
    expect(dbtCommands(some).map(({ args }) => args)).to.deep.equal([
      ["run", "--select", ...models],
      ["test", "--exclude-resource-type", "unit_test", "--select", ...models],
      ["source", "freshness", "--select", "source:clinic.rooms", "source:ledger.entries"],
    ]);
    const keeping = targetOf(
      [{ ...production({ ...WITH_OPTIONS, refresh: "dbt" }), snowflake: { landingDays: 90 } }],
      SOURCES,
      "production",
    );
    expect(dbtCommands(keeping)[0]?.args.slice(-2)).to.deep.equal(["--vars", '{"cdc_days":90}']);
  });

  it("tells dbt which external tables listen to notifications, and which of them need no refresh", () => {
    const variables = (refresh: RefreshSettings) =>
      dbtCommands(targetOf([production({ refresh })], SOURCES, "production"))[0]?.args.at(-1) ?? "";
    const all = ["clinic", "ledger"];
    expect(variables("dbt")).to.equal("ledger__entries_cdc+");
    expect(JSON.parse(variables({}))).to.deep.equal({ listening: all, notified: [] });
    expect(JSON.parse(variables({ queueArn: QUEUE }))).to.deep.equal({ listening: all, notified: all });
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
    const message = await runDbt(["--version"], {}, () => {}, "/nowhere/dbt").catch((error: Error) => error.message);
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
