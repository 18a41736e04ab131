import { expect } from "chai";
import type { Connection } from "mysql2/promise";
import { earlierReading } from "../../warehouse/mysql/safe-bound.ts";
import { until } from "../e2e/until.ts";
import { type ProducerSource, startProducerSource, USER } from "./producer-source.ts";

/** Behind and before UTC, each with a summer time; one whose clocks are set back by half an hour. */
const ZONES = ["America/New_York", "Australia/Sydney", "Australia/Lord_Howe"];

/** Local times that occur twice, the last second before and the first after them, each with its earlier reading in UTC. */
const READINGS: Readonly<Record<string, readonly (readonly [local: string, utc: string])[]>> = {
  "America/New_York": [
    ["2026-11-01 00:59:59", "2026-11-01 04:59:59"],
    ["2026-11-01 01:00:00", "2026-11-01 05:00:00"],
    ["2026-11-01 01:59:59", "2026-11-01 05:59:59"],
    ["2026-11-01 02:00:00", "2026-11-01 07:00:00"],
    ["2026-03-08 03:00:00", "2026-03-08 07:00:00"],
  ],
  "Australia/Sydney": [
    ["2026-04-05 02:30:00", "2026-04-04 15:30:00"],
    ["2026-04-05 03:00:00", "2026-04-04 17:00:00"],
  ],
  "Australia/Lord_Howe": [
    ["2026-04-05 01:45:00", "2026-04-04 14:45:00"],
    ["2026-04-05 02:00:00", "2026-04-04 15:30:00"],
  ],
};

for (const zone of ZONES)
  describe(`The safe bound of a server in ${zone}`, function () {
    this.timeout(120_000);
    let source: ProducerSource;
    let producer: Connection;
    let writer: Connection;
    before(async () => {
      source = await startProducerSource(zone);
      [producer, writer] = [await source.connect(USER), await source.connect()];
      await writer.query("insert into channels (id, name) values (1, 'a')");
    });
    after(async () => {
      await Promise.all([producer?.end(), writer?.end()]);
      await source?.stop();
    });

    const value = async (connection: Connection, sql: string) =>
      Object.values(((await connection.query(sql))[0] as Record<string, string>[])[0] ?? {})[0] as string;
    const bound = async () => {
      const [[rows]] = (await producer.query("call clearwell.safe_bound()")) as unknown as [{ bound: string }[][]];
      return milliseconds(rows?.[0]?.bound ?? "");
    };
    const milliseconds = (utc: string) => Date.parse(`${utc.replace(" ", "T").slice(0, 23)}Z`);
    const now = async () => milliseconds(await value(writer, "select utc_timestamp(6)"));

    it("is five seconds ago in UTC if nobody writes, whatever the caller's zone, which stays as it was", async () => {
      for (const caller of ["+00:00", "SYSTEM", "+13:00", "-12:00"]) {
        await producer.query(`set session time_zone = '${caller}'`);
        const before = await now();
        const found = await bound();
        expect(found, caller).to.be.within(before - 5_000, (await now()) - 5_000);
        expect(await value(producer, "select @@session.time_zone")).to.equal(caller);
      }
    });

    it("is before every change of a transaction that is open, in UTC", async () => {
      for (const caller of ["+00:00", "SYSTEM", "+13:00", "-12:00"]) {
        await producer.query(`set session time_zone = '${caller}'`);
        await writer.query(`set session time_zone = '+00:00'; begin; update channels set name = concat(name, 'b')`);
        const changed = milliseconds(await value(writer, "select updated_at from channels"));
        const found = await bound();
        await writer.query("commit");
        expect(found, caller).to.be.within(changed - 7_000, changed - 4_000);
      }
    });

    it("waits neither for one that may only read, nor for the caller's own", async () => {
      await writer.query(
        "set transaction read only; start transaction with consistent snapshot; select * from channels",
      );
      await producer.query("start transaction with consistent snapshot; select id from channels");
      const started = await now();
      await until("two seconds to pass", async () => (await now()) >= started + 2_000 || undefined);
      const before = await now();
      expect(await bound()).to.be.within(before - 5_000, (await now()) - 5_000);
      await Promise.all([writer.query("commit"), producer.query("commit")]);
    });

    it("takes a start that may be meant twice for the earlier one", async () => {
      await writer.query("set session time_zone = 'SYSTEM'");
      for (const [local, utc] of READINGS[zone] ?? []) {
        const seconds = earlierReading(`timestamp('${local}')`);
        expect(await value(writer, `select timestamp('1970-01-01') + interval ${seconds} second`), local).to.equal(
          `${utc}.000000`.slice(0, 19),
        );
      }
    });
  });
