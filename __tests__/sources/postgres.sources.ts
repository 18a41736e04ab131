import { expect } from "chai";
import pg from "pg";
import { listedTablesOf } from "../../contracts/listed-tables-of.ts";
import { table } from "../../contracts/table.ts";
import type { Login } from "../../functions/shared/source/login.ts";
import type { CheckedDatabase } from "../../functions/source-columns/environment.ts";
import { type Postgres, startPostgres } from "../../local/sources/postgres.ts";
import { check } from "./check.ts";
import { PASSWORD, pageSql } from "./page-sql.ts";

const LISTED = listedTablesOf({
  billing: {
    engine: "postgres",
    tables: {
      invoices: table({
        key: ["id"],
        columns: {
          id: "integer",
          total: "decimal(12,2)",
          rate: "decimal(28,6)",
          share: "number",
          is_paid: "boolean",
          issued: "date",
          paid_at: "timestamp",
          state: "text",
          code: "text",
          currency: "text",
        },
      }),
      lines: table({ key: ["invoice_id", "line"], columns: { invoice_id: "integer", line: "integer" } }),
    },
  },
}).billing as NonNullable<ReturnType<typeof listedTablesOf>[string]>;

const TABLES = `drop schema if exists books cascade; create schema books;
  create type books.state as enum ('new', 'Ann Smith');
  create domain books.currency as varchar(3);
  create table books.invoices (id bigint primary key, total numeric(12,2), rate numeric, share real, is_paid boolean, issued date,
    paid_at timestamptz, state books.state, code uuid, currency books.currency, card varchar(20));
  insert into books.invoices (id, card) values (1, '4111');
  create table books.lines (line int, invoice_id bigint, primary key (invoice_id, line));
  revoke all on schema books from public;`;

const DATABASE: CheckedDatabase = {
  engine: "postgres",
  schema: "books",
  cdc: true,
  secretArn: "arn:aws:secretsmanager:us-west-2:1:secret:a",
  tls: "verify-full",
};

describe("The check of a PostgreSQL source", function () {
  this.timeout(120_000);
  let server: Postgres;
  let login: Login;
  before(async () => {
    server = await startPostgres({ max_replication_slots: "1", max_slot_wal_keep_size: "1MB", wal_keep_size: "0" });
    await server.run("create database billing");
    await server.run("revoke all on database billing from public");
    for (const sql of pageSql("PostgreSQL")) await server.run(sql);
    login = { host: "localhost", port: server.port, username: "clearwell_columns", password: PASSWORD, ca: server.ca };
  });
  after(() => server.stop());
  beforeEach(() => server.run(TABLES, "billing"));

  const run = (sql: string) => server.run(sql, "billing");
  const look = (database: Partial<CheckedDatabase> = {}, as: Partial<Login> = {}) =>
    check("billing", { ...DATABASE, ...database }, LISTED, { ...login, ...as });
  const found = async (...args: Parameters<typeof look>) => (await look(...args)).found;

  it("finds nothing in tables that are as their contracts, and names the column that is not listed", async () => {
    expect(await look()).to.deep.equal({ found: [], unlisted: ["invoices.card"] });
  });

  it("has a login that can't read a row", async () => {
    const { host, port, username: user, password, ca = "" } = login;
    const client = new pg.Client({ host, port, user, password, database: "billing", ssl: { ca } });
    await client.connect();
    const refused = await client.query("select * from books.invoices").catch(({ code }: { code: string }) => code);
    expect(refused, "insufficient privilege").to.equal("42501");
    await client.end();
  });

  it("finds a column that is added, gone, of another type or in another case", async () => {
    await run(`alter table books.invoices add column email text, drop column issued,
        alter column total type numeric(14,4), alter column is_paid type int using 1, alter column share type numeric(9),
        alter column paid_at type timestamp, alter column currency type char(3);
      alter table books.invoices rename column code to "Code"`);
    expect(await look()).to.deep.equal({
      found: [
        "TYPE_DIFFERS billing/invoices.total: listed as decimal(12,2), and the source has numeric(14,4)",
        "TYPE_DIFFERS billing/invoices.is_paid: listed as boolean, and the source has integer",
        "COLUMN_ABSENT billing/invoices.issued: listed, and not in the source",
        "COLUMN_ABSENT billing/invoices.code: listed, and not in the source, which has Code",
      ],
      unlisted: ["invoices.Code", "invoices.card", "invoices.email"],
    });
  });

  it("finds large objects without a length: texts, JSON, lists, and a varchar without one", async () => {
    for (const type of ["text", "jsonb", "varchar", "text[]", "bytea"]) {
      await run(`alter table books.invoices drop column state; alter table books.invoices add column state ${type}`);
      expect((await found()).join(), type).to.include("LOB_UNSIZED billing/invoices.state");
    }
  });

  it("finds another key, none, and no table", async () => {
    await run(
      "alter table books.lines drop constraint lines_pkey, add primary key (invoice_id); drop table books.invoices",
    );
    expect(await found()).to.deep.equal([
      "TABLE_ABSENT billing/invoices: listed, and not in the source",
      "KEY_DIFFERS billing/lines: its key is listed as invoice_id, line, and the source has invoice_id",
    ]);
    await run("alter table books.lines drop constraint lines_pkey");
    expect((await found())[1]).to.include("the source has no primary key");
  });

  it("looks for the tables in the schema of the settings", async () => {
    expect((await found({ schema: "public" })).map((each) => each.split(":")[0])).to.deep.equal([
      "TABLE_ABSENT billing/invoices",
      "TABLE_ABSENT billing/lines",
    ]);
  });

  it("finds a table whose updates and deletes are not in the log, if changes are replicated", async () => {
    await run("alter table books.lines replica identity nothing");
    expect(await found()).to.deep.equal(["REPLICA_IDENTITY billing/lines: its replica identity is nothing"]);
    expect(await found({ cdc: false })).to.deep.equal([]);
    await run("alter table books.lines replica identity full");
    expect(await found()).to.deep.equal([]);
  });

  it("finds a schema for the heartbeat that is not there", async () => {
    expect(await found({ heartbeatSchema: "clearwell" })).to.deep.equal([
      "HEARTBEAT_SCHEMA_ABSENT billing: the schema clearwell is not there",
    ]);
    expect(await found({ heartbeatSchema: "books" })).to.deep.equal([]);
  });

  it("finds that no slot is free, unless a slot of the database is its own", async () => {
    await server.run("select pg_create_logical_replication_slot('other', 'test_decoding')");
    expect(await found()).to.deep.equal(["SLOTS_USED billing: 1 of 1 replication slots are used"]);
    await server.run("select pg_drop_replication_slot('other')");
    await run("select pg_create_logical_replication_slot('own', 'test_decoding')");
    expect(await found()).to.deep.equal([]);
    await run("select pg_drop_replication_slot('own')");
  });

  it("finds a slot that has lost changes", async () => {
    await run("select pg_create_logical_replication_slot('own', 'test_decoding')");
    for (let segment = 0; segment < 4; segment++)
      await run("select pg_logical_emit_message(false, 'fill', repeat('x', 1000000))").then(() =>
        server.run("select pg_switch_wal()"),
      );
    await server.run("checkpoint");
    expect(await found()).to.deep.equal(["SLOT_LOST billing: the slot own has lost changes"]);
    await run("select pg_drop_replication_slot('own')");
  });

  describe("when it can't log in", () => {
    const unreachable = async (...args: Parameters<typeof look>) => {
      const {
        found: [first = ""],
        unlisted,
      } = await look(...args);
      expect(unlisted).to.equal(null);
      return first.replace("SOURCE_UNREACHABLE billing: can't connect: ", "");
    };

    it("says why by a code, and not who it is", async () => {
      expect(await unreachable({}, { password: "wrong" }), "invalid password").to.equal("28P01");
      expect(await unreachable({}, { port: 1 })).to.equal("ECONNREFUSED");
    });

    it("does not trust a certificate of another CA, or of another name", async () => {
      const { ca: _ours, ...withoutCa } = login;
      const strange = await check("billing", DATABASE, LISTED, withoutCa);
      expect(strange.found[0]).to.match(/UNABLE_TO_VERIFY|SELF_SIGNED/);
      expect((await check("billing", { ...DATABASE, tls: "unverified" }, LISTED, withoutCa)).found).to.deep.equal([]);
      expect(await unreachable({}, { host: "127.0.0.1" })).to.equal("ERR_TLS_CERT_ALTNAME_INVALID");
      await server.certify("db.example.org");
      expect(await unreachable()).to.equal("ERR_TLS_CERT_ALTNAME_INVALID");
      expect(await found({ tls: "verify-ca" })).to.deep.equal([]);
    });
  });
});

describe("A PostgreSQL server without logical replication", function () {
  this.timeout(120_000);

  it("is found, if changes are replicated", async () => {
    const server = await startPostgres({ wal_level: "replica", max_wal_senders: "0", max_replication_slots: "0" });
    try {
      for (const sql of ["create database billing", ...pageSql("PostgreSQL")]) await server.run(sql);
      const login = {
        host: "localhost",
        port: server.port,
        username: "clearwell_columns",
        password: PASSWORD,
        ca: server.ca,
      };
      expect((await check("billing", DATABASE, {}, login)).found).to.deep.equal([
        "WAL_LEVEL billing: wal_level is replica",
        "SLOTS_USED billing: 0 of 0 replication slots are used",
        "WAL_SENDERS_USED billing: 0 of 0 WAL senders are used",
      ]);
      expect((await check("billing", { ...DATABASE, cdc: false }, {}, login)).found).to.deep.equal([]);
    } finally {
      await server.stop();
    }
  });
});
