import { expect } from "chai";
import type { Connection } from "mysql2/promise";
import { watermarkTable } from "../../contracts/watermark-table.ts";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import { backfill, estimateBackfill } from "../../functions/producer/backfill.ts";
import { runTime } from "../../functions/producer/producer.ts";
import type { BackfillEvent } from "../../functions/producer/producer-event.ts";
import { lockName } from "../../functions/producer/table-lock.ts";
import { producerUser } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { type ProducerRig, startProducerRig } from "./producer-rig.ts";
import { PASSWORD, type ProducerSource, startProducerSource, USER, VIDEO } from "./producer-source.ts";

/** Clocks of Sydney are set back at 16:00 in UTC of the fourth of April. */
const SHOWS = watermarkTablesOf({
  video: {
    engine: "mysql",
    read: "watermark",
    tables: {
      shows: watermarkTable({
        key: ["town", "no"],
        updatedAt: "changed",
        watermark: { rereadMinutes: 0, zone: "Australia/Sydney", hardDeletes: false },
        columns: { town: "text", no: "decimal(30,0)", changed: "timestamp" },
      }),
    },
  },
}).video as typeof VIDEO;

describe("A backfill", function () {
  this.timeout(120_000);
  let source: ProducerSource;
  let root: Connection;
  let rig: ProducerRig;
  before(async () => {
    source = await startProducerSource();
    root = await source.connect();
    const shows = SHOWS.shows as NonNullable<typeof SHOWS.shows>;
    await source.run(createTable("video", "shows", shows));
    const tables = { ...VIDEO, ...SHOWS };
    for (const sql of producerUser("video", USER, tables, { by: "secret", password: PASSWORD })) await source.run(sql);
    await root.query("set session time_zone = '+00:00'");
    const rows = Array.from({ length: 12_000 }, (_, index) => [index + 1, "a title"]);
    await root.query("insert into videos (id, title) values ?", [rows]);
    await root.query("update videos set updated_at = '2026-01-02 10:00:00' + interval (id div 10) second");
  });
  after(async () => {
    await root?.end();
    await source?.stop();
  });
  beforeEach(async () => {
    rig = await startProducerRig(source, { ...VIDEO, ...SHOWS });
    rig.setWatermark("videos", "2026-01-02 10:10:00.000000");
  });
  afterEach(() => rig.close());

  const time = () => runTime(rig.producer.now(), 900_000);
  const run = (event: Omit<BackfillEvent, "table">, table = "videos") =>
    backfill(rig.producer, { table, ...event }, time());
  /** Requests may turn their order. */
  const ids = () =>
    rig
      .rows("videos")
      .map(({ id }) => id as number)
      .toSorted((a, b) => a - b);
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it("sends the rows of a span of time, from its first moment to before its last, and leaves the watermark", async () => {
    const span = { from: "2026-01-02 10:00:05.000000", to: "2026-01-02 10:00:10.000000" };
    expect(await run({ backfill: span })).to.deep.equal({ rows: 50, next: null });
    expect(ids()).to.deep.equal(range(50, 99));
    expect(rig.watermark("videos")).to.equal("2026-01-02 10:10:00.000000");
  });

  it("sends the whole table, over pages", async () => {
    expect(await run({ backfill: "all" })).to.deep.equal({ rows: 12_000, next: null });
    expect(ids()).to.deep.equal(range(1, 12_000));
  });

  it("says where it ended when its time does, and goes on there, row by row", async () => {
    let asked = 0;
    Object.assign(rig.producer, { now: () => (asked++ % 5_002 > 5_000 ? Number.MAX_SAFE_INTEGER : 0) });
    let [calls, next] = [0, undefined as BackfillEvent["after"] | null];
    while (next !== null) {
      ({ next } = await run({ backfill: "all", ...(next === undefined ? {} : { after: next }) }));
      calls++;
    }
    expect(ids()).to.deep.equal(range(1, 12_000));
    expect(calls).to.equal(3);
  });

  it("waits for no run's lock, and says of each page when its snapshot was made, so that a newer version stays newer", async () => {
    await root.query("do get_lock(?, 0)", [lockName("video", "videos")]);
    await run({ backfill: "all" });
    await root.query("do release_lock(?)", [lockName("video", "videos")]);
    const read = (from: number, to: number) =>
      new Set(
        rig
          .rows("videos")
          .flatMap(({ id, _extracted_at: at }) =>
            (id as number) >= from && (id as number) <= to ? [at as string] : [],
          ),
      );
    const [first, second] = [[...read(1, 10_000)], [...read(10_001, 12_000)]];
    expect([first.length, second.length]).to.deep.equal([1, 1]);
    expect((first[0] ?? "") < (second[0] ?? "")).to.equal(true);
  });

  it("says of a row a time at which that was its newest version, so that one which changes meanwhile wins, also within the same updated_at", async () => {
    const changedAt: string[] = [];
    const { open } = rig.producer;
    Object.assign(rig.producer, {
      open: async (idle: number) => {
        const connection = await open(idle);
        const query: typeof connection.query = async (sql, ...rest) => {
          const answer = await connection.query(sql, ...rest);
          if (/utc_timestamp|start transaction/.test(sql)) {
            await root.query("update videos set title = concat(title, '+'), updated_at = updated_at where id = 1");
            const [[row]] = (await root.query("select utc_timestamp(6) as at")) as unknown as [[{ at: string }]];
            changedAt.push(row.at);
          }
          return answer;
        };
        return { ...connection, query };
      },
    });
    await run({ backfill: { from: "2026-01-02 10:00:00.000000", to: "2026-01-02 10:00:01.000000" } });
    const sent = rig.rows("videos").find(({ id }) => id === 1) as { title: string; _extracted_at: string };
    const next = changedAt[sent.title.split("+").length - 1] ?? "";
    expect(sent._extracted_at < next, `${sent._extracted_at} before ${next}`).to.equal(true);
  });

  it("gives the stream no more than it is told, by records and by bytes", async () => {
    const at = (rate: NonNullable<BackfillEvent["rate"]>) => {
      let clock = 0;
      Object.assign(rig.producer, {
        now: () => clock,
        wait: async (pause: number) => {
          clock += pause;
        },
      });
      return run({ backfill: "all", rate }).then(({ rows, next }) => ({ rows, next, clock }));
    };
    const byRecords = await at({ records: 1_000, bytes: 1e9 });
    expect(byRecords).to.deep.include({ rows: 12_000, next: null });
    expect(byRecords.clock).to.be.within(11_900, 12_000);
    const bytes = (rig.records.get("clearwell-it-mysql-video-videos") ?? []).reduce(
      (sum, text) => sum + text.length,
      0,
    );
    const byBytes = await at({ records: 1e9, bytes: bytes / 10 });
    expect(byBytes).to.deep.include({ rows: 12_000, next: null });
    expect(byBytes.clock).to.be.within(9_700, 10_000);
    // A call ends in time.
    const slow = await at({ records: 100, bytes: 1e9 });
    expect(slow.clock).to.be.within(20_000, 21_000);
    expect(slow.next).not.to.equal(null);
  });

  it("is estimated by the number of rows, and by the size of the first", async () => {
    await run({ backfill: "all" });
    const bytes = (rig.records.get("clearwell-it-mysql-video-videos") ?? []).reduce(
      (sum, text) => sum + text.length,
      0,
    );
    rig.forget();
    const estimate = await estimateBackfill(rig.producer, { table: "videos", backfill: "all" }, time());
    expect(estimate.rows).to.equal(12_000);
    expect((estimate.bytesPerRow * 12_000) / bytes).to.be.within(0.95, 1.05);
    expect(rig.records.size).to.equal(0);
  });

  describe("of a table whose time of change is a DATETIME, with a key of two columns", () => {
    const sent = () => rig.rows("shows").map(({ changed }) => (changed as string).slice(0, 16));
    beforeEach(async () => {
      await root.query("truncate table shows");
      const hours = ["01:59", "02:00", "02:30", "02:59", "03:00", "03:30"];
      const first = 9_007_199_254_740_993n;
      const at = (hour: string, index: number) =>
        [0n, 1n].map((more) => [String(first + 2n * BigInt(index) + more), hour] as const);
      await root.query("insert into shows (town, no, changed) values ?", [
        hours.flatMap(at).map(([no, hour]) => ["O'Town", no, `2026-04-05 ${hour}:00`]),
      ]);
    });

    it("reads an hour that occurs twice, for both its meanings", async () => {
      // 2:30 for the second time.
      const span = { from: "2026-04-04 16:29:00.000000", to: "2026-04-04 16:31:00.000000" };
      await run({ backfill: span }, "shows");
      expect(sent()).to.include("2026-04-05 02:30");
      rig.forget();
      // And for the first.
      const first = { from: "2026-04-04 15:29:00.000000", to: "2026-04-04 15:31:00.000000" };
      await run({ backfill: first }, "shows");
      expect(sent()).to.include("2026-04-05 02:30").and.not.include("2026-04-05 03:00");
    });

    it("goes on exactly behind a row, though its key is a number that JavaScript and MySQL would round, or has a quote", async () => {
      for (let cut = 1; cut <= 12; cut++) {
        rig.forget();
        let asked = 0;
        Object.assign(rig.producer, { now: () => (asked++ === cut ? Number.MAX_SAFE_INTEGER : 0) });
        const { next } = await run({ backfill: "all" }, "shows");
        if (next !== null) await run({ backfill: "all", after: next }, "shows");
        const texts = rig.records.get("clearwell-it-mysql-video-shows") ?? [];
        expect(new Set(texts.map((text) => /"no":\d+,"changed":"[^"]+"/.exec(text)?.[0])).size).to.equal(12);
        expect(texts).to.have.length(12);
      }
    });

    it("leaves its runs' watermark in UTC", async () => {
      let asked = 0;
      Object.assign(rig.producer, { now: () => (asked++ > 10 ? Number.MAX_SAFE_INTEGER : 0) });
      await rig.tick("shows");
      // All readings up to three o'clock were sent. Before 16:00 no clock had shown a later one; behind it clocks showed two again.
      expect(rig.watermark("shows")).to.equal("2026-04-04 16:00:00.000000");
    });
  });
});
