import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { type TableColumns, table } from "../../../contracts/table.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../../local/postgres/embedded.ts";
import { checkPostgresNames } from "../../../warehouse/postgres/check.ts";
import { createTables } from "../../../warehouse/postgres/create-tables.ts";

const COLUMNS = {
  order_id: "integer",
  total: "decimal(12,2)",
  user_id: pii("customer_id"),
  share: "number",
  is_gift: "boolean",
  day: "date",
  updated_at: "timestamp",
} as const satisfies TableColumns;

const sources = (columns: TableColumns = COLUMNS, database = "market", name = "orders"): Sources => ({
  [database]: {
    engine: "snowflake",
    tables: { [name]: table({ key: ["order_id"], columns: columns as typeof COLUMNS }) },
  },
  practice: { engine: "mysql", tables: { others: table({ key: ["id"], columns: { id: "integer" } }) } },
});

describe("create_tables.sql", () => {
  let postgres: EmbeddedPostgres;
  before(async () => {
    postgres = await startEmbeddedPostgres();
  });
  beforeEach(() => postgres.run("DROP SCHEMA IF EXISTS market, load CASCADE"));
  after(() => postgres.stop());

  const columns = async () => {
    const rows = await postgres.run<{ name: string; type: string }>(
      "SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 'market.orders'::regclass AND attnum > 0 ORDER BY attnum",
    );
    return rows.map(({ name, type }) => `${name} ${type}`);
  };
  const may = async (role: string, column: string) => {
    const [row] = await postgres.run<{ may: boolean }>(
      `SELECT has_column_privilege('${role}', 'market.orders', '${column}', 'SELECT') AS may`,
    );
    return row?.may;
  };

  it("[I-24] makes the listed columns of Snowflake's tables, without a constraint of a key, and may run again", async () => {
    await postgres.run(createTables(sources()));
    await postgres.run(createTables(sources()));
    expect(await columns()).to.deep.equal([
      "order_id bigint",
      "total numeric(12,2)",
      "user_id text",
      "share double precision",
      "is_gift boolean",
      "day date",
      "updated_at timestamp without time zone",
      "load_batch text",
    ]);
    expect(
      await postgres.run(
        "SELECT FROM pg_constraint WHERE conrelid = 'market.orders'::regclass AND contype IN ('p', 'u', 'f')",
      ),
    ).to.have.length(0);
    expect(await postgres.run("SELECT FROM pg_namespace WHERE nspname = 'practice'")).to.have.length(0);
  });

  it("adds a column that is new, and refuses one whose type has changed before it changes anything", async () => {
    await postgres.run(createTables(sources()));
    const { total: _total, ...others } = COLUMNS;
    const refused = await postgres
      .run(createTables(sources({ ...others, total: "integer", more: "text" })))
      .catch(String);
    expect(refused).to.include("total").and.include("numeric(12,2)").and.include("bigint");
    expect(await columns()).to.have.length(8);
    await postgres.run(createTables(sources({ ...COLUMNS, more: "text" })));
    expect((await columns()).at(-1)).to.equal("more text");
  });

  it("lets readers see no personal column, also if a column has become one", async () => {
    await postgres.run(createTables(sources()));
    expect(await may("clearwell_reader", "total")).to.equal(true);
    expect(await may("clearwell_reader", "user_id")).to.equal(false);
    expect(await may("clearwell_reader_personal", "user_id")).to.equal(true);
    await postgres.run(createTables(sources({ ...COLUMNS, total: pii("customer_id", "decimal(12,2)") })));
    expect(await may("clearwell_reader", "total")).to.equal(false);
  });

  it("can be run by a user who is not a superuser, as RDS's master user is not", async () => {
    await postgres.run(
      "CREATE ROLE rds_iam; CREATE ROLE master LOGIN CREATEROLE; GRANT pg_monitor TO master WITH ADMIN OPTION; GRANT rds_iam TO master WITH ADMIN OPTION; GRANT CREATE ON DATABASE postgres TO master",
    );
    await postgres.run(
      "DROP OWNED BY clearwell_owner, clearwell_sync, clearwell_reader, clearwell_reader_personal; DROP ROLE clearwell_owner, clearwell_sync, clearwell_reader, clearwell_reader_personal",
    );
    const master = await postgres.connect("master");
    try {
      await master.query(createTables(sources()));
      await master.query(createTables(sources()));
    } finally {
      await master.end();
    }
    const [row] = await postgres.run<{ owner: string; iam: boolean }>(
      "SELECT relowner::regrole::text AS owner, pg_has_role('clearwell_sync', 'rds_iam', 'MEMBER') AS iam FROM pg_class WHERE oid = 'market.orders'::regclass",
    );
    expect(row).to.deep.equal({ owner: "clearwell_owner", iam: true });
  });

  it("does not let who runs it act as the sync: in RDS, a member of a member of rds_iam can't log in by password any more", async () => {
    const [row] = await postgres.run(
      `SELECT pg_has_role('master', 'clearwell_sync', 'USAGE') AS inherits, pg_has_role('master', 'clearwell_sync', 'SET') AS acts,
        pg_has_role('master', 'clearwell_owner', 'SET') AS owns, pg_has_role('clearwell_sync', 'clearwell_owner', 'USAGE') AS loads`,
    );
    expect(row).to.deep.equal({ inherits: false, acts: false, owns: true, loads: true });
  });

  it("is refused by the check for names that PostgreSQL could not hold as they are", () => {
    const where = (found: Sources) => checkPostgresNames(found).map((problem) => problem.where);
    expect(where(sources())).to.deep.equal([]);
    expect(where(sources({ ...COLUMNS, Total: "integer", load_batch: "text" }))).to.deep.equal([
      "market.orders.Total",
      "market.orders.load_batch",
    ]);
    expect(where(sources(COLUMNS, "load"))).to.include("load");
    expect(where(sources(COLUMNS, "market", "o".repeat(39)))).to.deep.equal([`market.${"o".repeat(39)}`]);
    expect(where(sources(COLUMNS, "market", "o".repeat(38)))).to.deep.equal([]);
  });
});
