import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { type Connection, createConnection } from "mysql2/promise";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import { checkSource } from "../../functions/producer/check/check-source.ts";
import { startMariaDb } from "../../local/sources/mariadb.ts";
import { administratorScript, producerUser } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { addUpdatedAtIndex } from "../../warehouse/mysql/updated-at-index.ts";
import { startProducerRig } from "./producer-rig.ts";
import { PASSWORD, type ProducerSource, startProducerSource, USER, VIDEO } from "./producer-source.ts";

describe("What an administrator runs in a MySQL source", function () {
  this.timeout(120_000);
  let source: ProducerSource;
  let producer: Connection;
  before(async () => {
    source = await startProducerSource();
    producer = await source.connect(USER);
    await source.run("insert into video.customers (id, email, card) values ('c1', 'ann@example.org', '4111')");
  });
  after(async () => {
    await producer?.end();
    await source?.stop();
  });

  const refusal = async (sql: string) =>
    (await producer.query(sql).then(
      () => undefined,
      ({ code }) => code,
    )) as unknown;

  it("[K-01] lets the producer read the listed columns of the listed tables", async () => {
    for (const [name, { columns }] of Object.entries(VIDEO))
      expect(await refusal(`select ${Object.keys(columns).join(", ")} from ${name}`), name).to.equal(undefined);
  });

  it("lets MySQL itself refuse a column that is not listed, wherever it is written, and every other table", async () => {
    for (const sql of [
      "select * from customers",
      "select card from customers",
      "select id from customers where card like '4%'",
      "select id from customers order by card",
      "select max(card) from customers",
    ])
      expect(await refusal(sql), sql).to.match(/^ER_(COLUMN|TABLE)ACCESS_DENIED_ERROR$/);
    await source.run("create or replace table video.cards (number varchar(20))");
    expect(await refusal("select number from cards")).to.equal("ER_TABLEACCESS_DENIED_ERROR");
  });

  it("lets it change nothing, see no other session, and not log in without TLS", async () => {
    for (const sql of [
      "update customers set name = 'x'",
      "delete from customers",
      "insert into customers (id) values ('x')",
      "lock tables customers read",
    ])
      expect(await refusal(sql), sql).to.match(/ER_(TABLE|DB|COLUMN)ACCESS_DENIED_ERROR/);
    expect(await refusal("select * from information_schema.innodb_trx")).to.equal("ER_SPECIFIC_ACCESS_DENIED_ERROR");
    const [sessions] = await producer.query("show processlist");
    expect((sessions as { User: string }[]).map(({ User }) => User)).to.deep.equal([USER]);
    const plain = createConnection({ host: "127.0.0.1", port: source.port, user: USER, password: PASSWORD });
    expect(
      await plain.then(
        () => undefined,
        ({ code }) => code,
      ),
    ).to.equal("ER_ACCESS_DENIED_ERROR");
  });

  it("may be run again, and then takes away what the contract no longer lists", async () => {
    const { email: _, ...columns } = VIDEO.customers?.columns ?? {};
    const customers = { ...(VIDEO.customers as NonNullable<typeof VIDEO.customers>), columns };
    const rights = (tables: typeof VIDEO) => producerUser("video", USER, tables, { by: "secret", password: PASSWORD });
    for (const sql of rights({ customers })) await source.run(sql);
    expect(await refusal("select email from customers")).to.equal("ER_COLUMNACCESS_DENIED_ERROR");
    expect(await refusal("select id from videos")).to.equal("ER_TABLEACCESS_DENIED_ERROR");
    expect(await refusal("select id, name from customers")).to.equal(undefined);
    for (const sql of rights(VIDEO)) await source.run(sql);
    expect(await refusal("select email from customers")).to.equal(undefined);
  });

  it("adds the index while others write, and reads in its order without sorting", async () => {
    const [table] = Object.values(
      watermarkTablesOf({
        video: {
          engine: "mysql",
          read: "watermark",
          tables: {
            "a`b": {
              key: ["id"],
              updatedAt: "updated_at",
              columns: { id: "integer", updated_at: "timestamp" },
              watermark: { rereadMinutes: 1, hardDeletes: false },
            },
          },
        },
      }).video ?? {},
    );
    if (table === undefined) throw new Error("not listed");
    await source.run(createTable("video", "a`b", table));
    await source.run("alter table video.`a``b` drop index clearwell_updated_at");
    await source.run(addUpdatedAtIndex("video", "a`b", table));
    const root = await source.connect();
    const [[plan]] = (await root.query(
      "explain select id, updated_at from `a``b` where updated_at >= '2026-01-01' order by updated_at, id limit 10",
    )) as unknown as [{ key: string; Extra: string }[]];
    await root.end();
    expect(plan).to.include({ key: "clearwell_updated_at" });
    expect(plan?.Extra).not.to.include("filesort");
  });
});

describe("The administrator's script", function () {
  this.timeout(120_000);

  it("runs as it is in the program `mysql`, and then the producer finds nothing wrong", async () => {
    const server = await startMariaDb();
    try {
      await server.run("create database video");
      for (const [name, table] of Object.entries(VIDEO)) {
        await server.run(createTable("video", name, table));
        await server.run(`alter table video.${name} drop index clearwell_updated_at`);
      }
      const script = administratorScript("video", USER, VIDEO, { by: "secret", password: PASSWORD });
      execFileSync("/usr/bin/mariadb", ["--no-defaults", `--socket=${server.socket}`, "--user=root"], {
        input: script,
      });
      const rig = await startProducerRig(server);
      const { findings } = await checkSource(rig.producer, { idle: 60 });
      await rig.close();
      expect(findings).to.deep.equal([]);
    } finally {
      await server.stop();
    }
  });
});
