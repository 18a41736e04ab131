import { expect } from "chai";
import { watermarkTable } from "../../contracts/watermark-table.ts";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import { checkSource } from "../../functions/producer/check/check-source.ts";
import { connectSource, type SourceConnection } from "../../functions/producer/source-connection.ts";
import { producerUser } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { readPage } from "../../warehouse/mysql/read-rows.ts";
import { createSafeBound } from "../../warehouse/mysql/safe-bound.ts";
import { type ProducerRig, startProducerRig } from "./producer-rig.ts";
import { PASSWORD, type ProducerSource, startProducerSource, USER } from "./producer-source.ts";

const SALES = watermarkTablesOf({
  video: {
    engine: "mysql",
    read: "watermark",
    tables: {
      sales: watermarkTable({
        key: ["shop", "no"],
        updatedAt: "changed",
        watermark: { rereadMinutes: 10, hardDeletes: false },
        columns: {
          shop: "text",
          no: "integer",
          paid: "boolean",
          price: "decimal(12,2)",
          state: "text",
          changed: "timestamp",
        },
      }),
    },
  },
}).video as ProducerRig["producer"]["tables"];
const sales = SALES.sales as NonNullable<typeof SALES.sales>;

describe("The check of a source that is read by watermarks", function () {
  this.timeout(120_000);
  let source: ProducerSource;
  let rig: ProducerRig;
  before(async () => {
    source = await startProducerSource();
  });
  after(() => source?.stop());
  beforeEach(async () => {
    rig = await startProducerRig(source, SALES);
    await source.run(`drop table if exists video.sales; ${createTable("video", "sales", sales)}`);
    await source.run("alter table video.sales add column card varchar(20)");
    for (const sql of producerUser("video", USER, SALES, { by: "secret", password: PASSWORD })) await source.run(sql);
  });
  afterEach(() => rig.close());

  const found = async () =>
    (await checkSource(rig.producer, { idle: 60 })).findings.map(
      ({ code, where, problem }) => `${code} ${where}: ${problem}`,
    );
  /** What is found after a change of the table. */
  const altered = async (change: string) => {
    await source.run(`alter table video.sales ${change}`);
    return await found();
  };

  it("finds nothing in one that is as its contract, and does not mind columns that are not listed", async () => {
    expect(await found()).to.deep.equal([]);
  });

  it("finds each thing without which rows would be lost or the table be read whole", async () => {
    expect(await altered("modify changed timestamp(6) null")).to.deep.equal([
      "UPDATED_AT_NULLABLE video/sales.changed: may be null",
    ]);
    await source.run("update video.sales set changed = now(6)");
    expect(await altered("modify changed timestamp(6) not null, drop index clearwell_updated_at")).to.deep.equal([
      "UPDATED_AT_INDEX video/sales.changed: has no index on changed, shop, no",
    ]);
    for (const [index, isEnough] of [
      ["(changed)", false],
      ["(changed, no, shop)", false],
      ["(changed, shop(3), no)", false],
      ["(changed, shop, no, paid)", true],
    ] as const) {
      expect((await altered(`add index i ${index}`)).length === 0, index).to.equal(isEnough);
      await source.run("alter table video.sales drop index i");
    }
  });

  it("finds another engine", async () => {
    expect(await altered("modify shop varchar(20), engine = MyISAM")).to.deep.equal([
      "NOT_INNODB video/sales: its engine is MyISAM",
    ]);
  });

  it("finds a DATETIME without a zone, and a zone without a DATETIME", async () => {
    expect(await altered("modify changed datetime(6) not null")).to.deep.equal([
      "UPDATED_AT_ZONE video/sales.changed: is a DATETIME",
    ]);
    Object.assign(rig.producer, { tables: { sales: { ...sales, zone: "Australia/Sydney" } } });
    expect(await found()).to.deep.equal([]);
    expect(await altered("modify changed timestamp(6) not null")).to.deep.equal([
      "UPDATED_AT_ZONE video/sales.changed: is not a DATETIME, and has a zone",
    ]);
  });

  it("finds a column that is gone or of another type, and never says a value of an enumeration", async () => {
    expect(
      await altered(
        "drop column paid, modify price decimal(12,4), modify state enum('Ann Smith', 'b'), modify no blob, drop primary key, drop index clearwell_updated_at",
      ),
    ).to.deep.equal([
      "TYPE_DIFFERS video/sales.no: listed as integer, and the source has blob",
      "COLUMN_ABSENT video/sales.paid: listed and granted, and not in the source",
      "TYPE_DIFFERS video/sales.price: listed as decimal(12,2), and the source has decimal(12,4)",
      "KEY_DIFFERS video/sales: its key is listed as shop, no, and the source shows no primary key",
      "UPDATED_AT_INDEX video/sales.changed: has no index on changed, shop, no",
    ]);
  });

  it("finds another key", async () => {
    expect(await altered("drop primary key, add primary key (no)")).to.deep.equal([
      "KEY_DIFFERS video/sales: its key is listed as shop, no, and the source has no",
    ]);
  });

  it("finds a key that MySQL orders otherwise than it is compared, which would skip rows where a page ends", async () => {
    await source.run("alter table video.sales modify shop enum('z', 'a') not null");
    await source.run(
      "insert into video.sales (shop, no, changed) values ('z', 1, '2026-01-01'), ('a', 1, '2026-01-01')",
    );
    const connection = await rig.producer.open(60);
    const table = { database: "video", name: "sales", table: sales };
    const first = await connection.query(readPage(table, {}, undefined, 1));
    const rest = await connection.query(readPage(table, {}, ["2026-01-01 00:00:00.000000", "z", "1"], 1));
    connection.destroy();
    expect([first.length, rest.length], "the row behind the first one is skipped").to.deep.equal([1, 0]);
    expect(await found()).to.deep.equal(["KEY_TYPE video/sales.shop: is of type enum, listed as text"]);
    await source.run("delete from video.sales");
    expect(await altered("modify shop bigint not null")).to.deep.equal([
      "KEY_TYPE video/sales.shop: is of type bigint(20), listed as text",
    ]);
    expect(await altered("modify shop varchar(20) not null, modify no year not null")).to.deep.equal([
      "KEY_TYPE video/sales.no: is of type year(4), listed as integer",
    ]);
  });

  it("finds a table that is not there, or of which nothing is granted", async () => {
    await source.run(
      `revoke all privileges, grant option from ${USER}; grant execute on procedure clearwell.safe_bound to ${USER}`,
    );
    const absent = ["TABLE_ABSENT video/sales: listed, and not in the source or not granted"];
    expect(await found()).to.deep.equal(absent);
    for (const sql of producerUser("video", USER, SALES, { by: "secret", password: PASSWORD })) await source.run(sql);
    await source.run("drop table video.sales");
    expect(await found()).to.deep.equal(absent);
  });

  it("finds rights that differ from the contract, both ways, until the administrator's SQL is run again", async () => {
    for (const [sql, finding] of [
      [`grant select (card) on video.sales to ${USER}`, "GRANTS_DIFFER video/sales.card: granted, and not listed"],
      [`grant select on video.sales to ${USER}`, "GRANTS_DIFFER video: the user has SELECT on video.sales"],
      [`grant select on video.* to ${USER}`, "GRANTS_DIFFER video: the user has SELECT on video.*"],
      [`grant process on *.* to ${USER}`, "GRANTS_DIFFER video: the user has PROCESS"],
      [`grant update (paid) on video.sales to ${USER}`, "GRANTS_DIFFER video: the user has UPDATE on video.sales.paid"],
      [
        `revoke select (paid) on video.sales from ${USER}`,
        "COLUMN_NOT_GRANTED video/sales.paid: listed, and not granted",
      ],
    ] as const) {
      await source.run(sql);
      expect(await found()).to.deep.equal([finding]);
      for (const each of producerUser("video", USER, SALES, { by: "secret", password: PASSWORD }))
        await source.run(each);
      expect(await found()).to.deep.equal([]);
    }
  });

  it("finds a role, which the administrator takes away", async () => {
    await source.run(`create role everything; grant everything to ${USER}`);
    expect(await found()).to.deep.equal(["GRANTS_DIFFER video: the user has the role everything"]);
    await source.run("drop role everything");
    expect(await found()).to.deep.equal([]);
  });

  it("finds a server that may only be read", async () => {
    await source.run("set global read_only = 1");
    expect(await found()).to.deep.equal(["READ_REPLICA video: the server may only be read"]);
    await source.run("set global read_only = 0");
  });

  it("finds a replica that may be written", async () => {
    await source.run("change master to master_host = '127.0.0.1', master_port = 1, master_user = 'x'; start slave");
    expect(await found()).to.deep.equal(["READ_REPLICA video: the server takes changes from another one"]);
    await source.run("stop slave; reset slave all");
    expect(await found()).to.deep.equal([]);
  });

  it("finds that the safe bound is not there, or may not be called", async () => {
    await source.run(`revoke execute on procedure clearwell.safe_bound from ${USER}`);
    expect(await found()).to.deep.equal([
      "SAFE_BOUND_ABSENT video: clearwell.safe_bound can't be called: ER_PROCACCESS_DENIED_ERROR",
    ]);
    await source.run("drop procedure clearwell.safe_bound");
    expect((await found())[0]).to.match(/^SAFE_BOUND_ABSENT video: clearwell.safe_bound can't be called: ER_/);
    // As an earlier version made it.
    await source.run("create procedure clearwell.safe_bound() select utc_timestamp(6) as bound");
    await source.run(`grant execute on procedure clearwell.safe_bound to ${USER}`);
    expect((await found())[0]).to.match(/^SAFE_BOUND_ABSENT /);
    for (const sql of createSafeBound()) await source.run(sql);
  });

  it("finds a pooler that gives statements to more than one session", async () => {
    const { open } = rig.producer;
    Object.assign(rig.producer, {
      open: async (idle: number): Promise<SourceConnection> => {
        const sessions = [await open(idle), await open(idle)] as const;
        let asked = 0;
        return {
          ...sessions[0],
          query: (...args) => (sessions[asked++ % 2] ?? sessions[0]).query(...args),
          destroy: () => {
            for (const each of sessions) each.destroy();
          },
        };
      },
    });
    expect(await found()).to.deep.equal(["SESSION_NOT_KEPT video: statements go to more than one session"]);
  });

  it("finds that it can't log in, and says why by a code", async () => {
    const login = { host: "localhost", port: source.port, user: USER, password: "wrong", ssl: { ca: source.ca } };
    for (const [options, code] of [
      [login, "ER_ACCESS_DENIED_ERROR"],
      [{ ...login, port: 1 }, "ECONNREFUSED"],
      [{ ...login, ssl: { verifyIdentity: true } }, "HANDSHAKE_SSL_ERROR"],
    ] as const) {
      Object.assign(rig.producer, { open: (idle: number) => connectSource(options, idle) });
      expect(await found()).to.deep.equal([`DATABASE_UNREACHABLE video: can't log in: ${code}`]);
    }
  });
});
