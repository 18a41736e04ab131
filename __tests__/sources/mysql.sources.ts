import { expect } from "chai";
import { createConnection } from "mysql2/promise";
import { listedTablesOf } from "../../contracts/listed-tables-of.ts";
import { table } from "../../contracts/table.ts";
import type { Login } from "../../functions/shared/source/login.ts";
import type { CheckedDatabase } from "../../functions/source-columns/environment.ts";
import { type MariaDb, startMariaDb } from "../../local/sources/mariadb.ts";
import { check } from "./check.ts";
import { PASSWORD, pageSql } from "./page-sql.ts";

const LISTED = listedTablesOf({
  practice: {
    engine: "mysql",
    tables: {
      clients: table({
        key: ["practice_id", "id"],
        lob: { note: { maxKb: 64 } },
        columns: {
          id: "integer",
          practice_id: "integer",
          name: "text",
          born: "date",
          seen_at: "timestamp",
          owes: "decimal(12,2)",
          score: "number",
          is_active: "boolean",
          wants_mail: "boolean",
          state: "text",
          note: "text",
        },
      }),
    },
  },
}).practice as NonNullable<ReturnType<typeof listedTablesOf>[string]>;

const TABLE = `create table practice.clients (
  id bigint unsigned, practice_id int, name varchar(80), born date, seen_at datetime(6), owes decimal(12,2), score double,
  is_active tinyint(1), wants_mail bit(1), state enum('new', 'Ann Smith'), note text, card varchar(20),
  primary key (practice_id, id));
  insert into practice.clients (id, practice_id, name, card) values (1, 1, 'Ann Smith', '4111');`;

const DATABASE: CheckedDatabase = {
  engine: "mysql",
  schema: "practice",
  cdc: true,
  secretArn: "arn:aws:secretsmanager:us-west-2:1:secret:a",
  tls: "verify-full",
};

describe("The check of a MySQL source, against MariaDB", function () {
  this.timeout(120_000);
  let server: MariaDb;
  let login: Login;
  before(async () => {
    server = await startMariaDb();
    await server.run("create database practice;");
    const [create = ""] = pageSql("MySQL");
    await server.run(create);
    login = { host: "localhost", port: server.port, username: "clearwell_columns", password: PASSWORD, ca: server.ca };
  });
  after(() => server.stop());
  beforeEach(() => server.run(`drop table if exists practice.clients; ${TABLE}`));

  const look = (database: Partial<CheckedDatabase> = {}, as: Partial<Login> = {}) =>
    check("practice", { ...DATABASE, ...database }, LISTED, { ...login, ...as });
  const found = async (...args: Parameters<typeof look>) => (await look(...args)).found;

  it("finds nothing in a table that is as its contract, and names the column that is not listed", async () => {
    expect(await look()).to.deep.equal({ found: [], unlisted: ["clients.card"] });
  });

  it("has a login that can't read a row", async () => {
    const { host, port, username: user, password, ca = "" } = login;
    const connection = await createConnection({ host, port, user, password, ssl: { ca } });
    for (const columns of ["*", "id", "card"]) {
      const refused = await connection.query(`select ${columns} from practice.clients`).catch(({ code }) => code);
      expect(refused, columns).to.match(/ER_(TABLE|COLUMN)ACCESS_DENIED_ERROR/);
    }
    await connection.end();
  });

  it("finds a column that is added, gone, of another type or in another case", async () => {
    await server.run(`alter table practice.clients add column email varchar(80), drop column born,
      modify owes decimal(12,4), modify is_active int, rename column state to State, modify seen_at varchar(30)`);
    expect(await look()).to.deep.equal({
      found: [
        "COLUMN_ABSENT practice/clients.born: listed, and not in the source",
        "TYPE_DIFFERS practice/clients.seen_at: listed as timestamp, and the source has varchar(30)",
        "TYPE_DIFFERS practice/clients.owes: listed as decimal(12,2), and the source has decimal(12,4)",
        "TYPE_DIFFERS practice/clients.is_active: listed as boolean, and the source has int(11)",
        "COLUMN_ABSENT practice/clients.state: listed, and not in the source, which has State",
      ],
      unlisted: ["clients.State", "clients.card", "clients.email"],
    });
  });

  it("finds a large object without a length, and bytes", async () => {
    await server.run("alter table practice.clients modify name mediumtext, modify score blob");
    expect(await found()).to.deep.equal([
      "LOB_UNSIZED practice/clients.name: mediumtext is a large object, and the contract gives no length",
      "TYPE_DIFFERS practice/clients.score: listed as number, and the source has blob",
      "LOB_UNSIZED practice/clients.score: blob is a large object, and the contract gives no length",
    ]);
  });

  it("never says a value of an enumeration, which a type names", async () => {
    await server.run("alter table practice.clients modify born enum('Ann Smith', 'b')");
    expect(await found()).to.deep.equal([
      "TYPE_DIFFERS practice/clients.born: listed as date, and the source has enum",
    ]);
  });

  it("finds another key, none, and no table", async () => {
    await server.run("alter table practice.clients drop primary key, add primary key (id)");
    expect(await found()).to.deep.equal([
      "KEY_DIFFERS practice/clients: its key is listed as practice_id, id, and the source has id",
    ]);
    await server.run("alter table practice.clients drop primary key");
    expect((await found())[0]).to.include("the source has no primary key");
    await server.run("drop table practice.clients");
    expect(await look()).to.deep.equal({
      found: ["TABLE_ABSENT practice/clients: listed, and not in the source"],
      unlisted: [],
    });
  });

  it("looks at no table that is not listed, or not replicated", async () => {
    await server.run("create or replace table practice.cards (number varchar(20))");
    expect((await look()).unlisted).to.deep.equal(["clients.card"]);
    const { clients } = LISTED;
    if (clients === undefined) throw new Error("not listed");
    const both = await check("practice", DATABASE, { ...LISTED, gone: clients }, login);
    expect(both.found).to.deep.equal(["TABLE_ABSENT practice/gone: listed, and not in the source"]);
    const one = await check("practice", { ...DATABASE, tables: ["clients"] }, { ...LISTED, gone: clients }, login);
    expect(one.found).to.deep.equal([]);
  });

  it("says that it would not see a new column if its login has rights on single columns only", async () => {
    await server.run(`create or replace user narrow identified by '${PASSWORD}';
      grant references (id, practice_id, name) on practice.clients to narrow`);
    const narrow = await look({}, { username: "narrow" });
    expect(narrow.found[0]).to.equal("RIGHTS_MISSING practice/clients: the login has no right on the whole table");
    expect(narrow.unlisted, "it does not see the card").to.deep.equal([]);
    for (const on of ["practice.clients", "`practic_`.*", "*.*"]) {
      await server.run(`grant references on ${on} to narrow`);
      expect(await look({}, { username: "narrow" }), on).to.deep.equal({ found: [], unlisted: ["clients.card"] });
      await server.run(`revoke references on ${on} from narrow`);
    }
  });

  it("finds each setting of the binary log that loses changes, and asks for none if the source is only loaded", async () => {
    for (const [variable, value, finding] of [
      ["binlog_format", "'MIXED'", "BINLOG_FORMAT practice: binlog_format is MIXED"],
      ["binlog_row_image", "'MINIMAL'", "BINLOG_ROW_IMAGE practice: binlog_row_image is MINIMAL"],
      ["binlog_expire_logs_seconds", "3600", "BINLOG_RETENTION practice: the binary log is kept for 1 h"],
    ] as const) {
      await server.run(`set @before = @@global.${variable}; set global ${variable} = ${value};`);
      const before = { binlog_format: "'ROW'", binlog_row_image: "'FULL'", binlog_expire_logs_seconds: "0" }[variable];
      expect(await found()).to.deep.equal([finding]);
      expect(await found({ cdc: false })).to.deep.equal([]);
      await server.run(`set global ${variable} = ${before}`);
      expect(await found(), "kept for ever").to.deep.equal([]);
    }
  });

  describe("of foreign keys", () => {
    before(() => server.run("create table practice.practices (id int primary key)"));
    beforeEach(() => server.run("delete from practice.clients; replace into practice.practices values (1)"));
    after(() => server.run("drop table practice.clients, practice.practices"));
    const refer = (column: string, actions: string, of = "clients") =>
      server.run(`alter table practice.${of} add constraint \`${of}.${column}\u001b[2J\`
        foreign key (${column}) references practice.practices (id) ${actions}`);
    const onPractice = (actions: string) => [
      `FOREIGN_KEY_ACTION practice/clients: its foreign key clients.practice_id\\u{1b}[2J has ${actions}`,
    ];

    for (const actions of ["ON DELETE CASCADE", "ON UPDATE CASCADE", "ON DELETE CASCADE and ON UPDATE CASCADE"])
      it(`finds one that changes rows of a listed table: ${actions}`, async () => {
        await refer("practice_id", actions.replace("and ", ""));
        expect(await found()).to.deep.equal(onPractice(actions));
        expect(await found({ cdc: false }), "of a source that is only loaded").to.deep.equal([]);
      });

    it("finds SET NULL", async () => {
      await server.run("alter table practice.clients add column site int");
      await refer("site", "on delete set null on update set null");
      expect((await found())[0]).to.match(/^FOREIGN_KEY_ACTION .* has ON DELETE SET NULL and ON UPDATE SET NULL$/);
    });

    it("finds none that refuses a change instead, or whose rows are of a table that is not listed", async () => {
      await refer("practice_id", "on delete restrict on update no action");
      await server.run("create table practice.rooms (id int primary key, practice_id int)");
      await refer("practice_id", "on delete cascade", "rooms");
      expect(await found()).to.deep.equal([]);
      await server.run("drop table practice.rooms");
    });

    it("is needed: the binary log lacks the rows that such a key deletes", async () => {
      await refer("practice_id", "on delete cascade");
      expect(await changed("insert into practice.clients (id, practice_id) values (1, 1)")).to.deep.equal([
        "practice.clients",
      ]);
      expect(await changed("delete from practice.practices where id = 1")).to.deep.equal(["practice.practices"]);
      expect(await server.ask("select id from practice.clients")).to.deep.equal([]);
    });

    /** The tables of whose rows the binary log has a change. It may name others, too. */
    async function changed(sql: string): Promise<readonly (string | undefined)[]> {
      await server.run(`reset master; ${sql}`);
      const events = await server.ask("show binlog events");
      const tables = new Map<string, string>();
      const rows: string[] = [];
      for (const { Event_type: type, Info } of events) {
        const [, id = "", table = ""] = /^table_id: (\d+)(?: \((.*)\))?/.exec(String(Info)) ?? [];
        if (type === "Table_map") tables.set(id, table);
        else if (/^(Write|Update|Delete)_rows/.test(String(type))) rows.push(id);
      }
      return rows.map((id) => tables.get(id));
    }
  });

  describe("when it can't log in", () => {
    const unreachable = async (...args: Parameters<typeof look>) => {
      const {
        found: [first = ""],
        unlisted,
      } = await look(...args);
      expect(unlisted).to.equal(null);
      return first.replace("SOURCE_UNREACHABLE practice: can't connect: ", "");
    };

    it("says why by a code, and not who it is", async () => {
      expect(await unreachable({}, { password: "wrong" })).to.equal("ER_ACCESS_DENIED_ERROR");
      expect(await unreachable({}, { port: 1 })).to.equal("ECONNREFUSED");
    });

    it("does not trust a certificate of another CA, or of another name", async () => {
      const { ca: _ours, ...withoutCa } = login;
      const strange = await check("practice", DATABASE, LISTED, withoutCa);
      expect(strange.found[0]).to.match(/HANDSHAKE_SSL_ERROR|UNABLE_TO_VERIFY|SELF_SIGNED/);
      expect(await unreachable({}, { host: "127.0.0.1" })).to.include("has an address as host");
      await server.certify("db.example.org");
      expect(await unreachable()).to.match(/ERR_TLS_CERT_ALTNAME_INVALID|HANDSHAKE_SSL_ERROR/);
      expect(await found({ tls: "verify-ca" })).to.deep.equal([]);
    });
  });
});
