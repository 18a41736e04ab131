import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Connection } from "mysql2/promise";
import { watermarkName } from "../../functions/producer/environment.ts";
import type { ProducerError } from "../../functions/producer/producer-error.ts";
import { lockName } from "../../functions/producer/table-lock.ts";
import { until } from "../e2e/until.ts";
import { ENVIRONMENT, type ProducerRig, startProducerRig } from "./producer-rig.ts";
import { type ProducerSource, startProducerSource, USER } from "./producer-source.ts";

describe("A run of the producer", function () {
  this.timeout(120_000);
  let source: ProducerSource;
  let root: Connection;
  let rig: ProducerRig;
  before(async () => {
    source = await startProducerSource("America/New_York");
    root = await source.connect();
    await root.query("set session time_zone = '+00:00'");
  });
  after(async () => {
    await root?.end();
    await source?.stop();
  });
  beforeEach(async () => {
    rig = await startProducerRig(source);
    await root.query("truncate table videos; truncate table customers");
  });
  afterEach(() => rig.close());

  /** Videos that were changed a second after each other, long ago. */
  const addVideos = async (count: number, from = 1, at = "2026-01-02 10:00:00") => {
    const rows = Array.from({ length: count }, (_, index) => [from + index, `video ${from + index}`]);
    await root.query("insert into videos (id, title, updated_at) values ?", [
      rows.map(([id, title]) => [id, title, at]),
    ]);
    await root.query("update videos set updated_at = ? + interval id second where id >= ?", [at, from]);
  };
  const ids = () => rig.rows("videos").map(({ id }) => id as number);
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: ProducerError) => error.code,
    );
  /** The producer's clock jumps to its end when it has sent so many rows. */
  const cutAfter = (rows: number) => {
    let asked = 0;
    Object.assign(rig.producer, { now: () => (asked++ > rows ? Number.MAX_SAFE_INTEGER : 0) });
  };

  it("[K-03, K-04] sends every row at first, as the server wrote it, and no column that is not listed", async () => {
    await root.query(`set names utf8mb4; insert into customers (id, name, email, country, plan, joined_on, updated_at, card) values
      ('c1', 'Zoë "Z" O\\'Neil\\n☃', null, '', '007', '2026-02-28', '2026-03-01 12:00:00.123456', '4111')`);
    const result = await rig.tick("customers");
    expect(result).to.include({ rows: 1, isCut: false, isControl: true });
    const [text] = rig.records.get("clearwell-it-mysql-video-customers") ?? [];
    const [{ _extracted_at: at }] = rig.rows("customers") as [{ _extracted_at: string }];
    expect(at).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
    expect(text).to.equal(
      `{"id":"c1","name":"Zoë \\"Z\\" O'Neil\\n☃","email":null,"country":"","plan":"007","joined_on":"2026-02-28","updated_at":"2026-03-01 12:00:00.123456","_extracted_at":"${at}"}`,
    );
    expect(rig.watermark("customers")).to.equal(result?.watermark);
    expect((rig.watermark("customers") ?? "") < at).to.equal(true);
  });

  it("keeps the text of numbers that JavaScript would change", async () => {
    await root.query(
      "insert into videos (id, price, is_public, updated_at) values (9007199254740993, 1.10, true, '2026-01-01')",
    );
    await rig.tick("videos");
    const [text] = rig.records.get("clearwell-it-mysql-video-videos") ?? [];
    expect(text).to.include('"id":9007199254740993,').and.include('"price":1.10,"is_public":1,');
  });

  it("sends what has changed since, and what changed in the minutes before it once more", async () => {
    await addVideos(3_000);
    await rig.tick("videos");
    rig.forget();
    rig.setWatermark("videos", "2026-01-02 10:40:00.000000");
    await rig.tick("videos");
    expect(ids()).to.deep.equal(range(30 * 60, 3_000));
  });

  it("reads pages without leaving out or repeating a row, also where many have one time of change", async () => {
    await addVideos(25_000);
    await root.query("update videos set updated_at = '2026-01-02 11:00:00' where id between 5000 and 18000");
    await rig.tick("videos");
    expect(ids().toSorted((a, b) => a - b)).to.deep.equal(range(1, 25_000));
  });

  it("reads no row that could still change its past: up to the oldest open transaction", async () => {
    const writer = await source.connect();
    await writer.query("set session time_zone = '+00:00'; begin; insert into videos (id) values (1)");
    const [[{ at }]] = (await writer.query("select updated_at as at from videos where id = 1")) as unknown as [
      [{ at: string }],
    ];
    await addVideos(2, 2);
    const { watermark = null } = (await rig.tick("videos")) ?? {};
    expect((watermark ?? "") < at, "the watermark is before the change").to.equal(true);
    await writer.query("commit");
    await writer.end();
    // Not by runs: who asks InnoDB for its transactions more often than every 100 ms gets an old answer, for as long as he does.
    await until("the change to be old enough", async () => {
      const [[{ isOld }]] = (await root.query("select utc_timestamp(6) > ? + interval 6 second as isOld", [
        at,
      ])) as unknown as [[{ isOld: number | string }]];
      return Number(isOld) === 1 || undefined;
    });
    await rig.tick("videos");
    expect(ids()).to.include(1);
  });

  it("says that it read behind the bound, so that a backfill of an older version, which began before, does not win", async () => {
    await addVideos(1);
    let asked = "";
    const { open } = rig.producer;
    Object.assign(rig.producer, {
      open: async (idle: number) => {
        const connection = await open(idle);
        const query: typeof connection.query = async (sql, ...rest) => {
          const answer = await connection.query(sql, ...rest);
          if (sql.includes("safe_bound"))
            asked = String((await connection.query("select utc_timestamp(6) as at"))[0]?.at);
          return answer;
        };
        return { ...connection, query };
      },
    });
    await rig.tick("videos");
    expect(asked).not.to.equal("");
    expect(String(rig.rows("videos")[0]?._extracted_at) >= asked).to.equal(true);
  });

  it("leaves the watermark where it is if Kinesis does not take everything", async () => {
    await addVideos(1_000);
    rig.setWatermark("videos", "2026-01-02 09:00:00.000000");
    rig.treat = (text) => (text.includes('"video 777"') ? "throttle" : "take");
    expect(await codeOf(rig.tick("videos"))).to.equal("STREAM_REFUSED");
    expect(rig.watermark("videos")).to.equal("2026-01-02 09:00:00.000000");
    rig.treat = () => "take";
    await rig.tick("videos");
    expect(new Set(ids())).to.deep.equal(new Set(range(1, 1_000)));
  });

  it("fails with a code at a row that is too large for Kinesis, and does not go on behind it", async () => {
    await root.query("alter table videos modify title longtext");
    await addVideos(3);
    await root.query("update videos set title = repeat('x', 1100000), updated_at = updated_at where id = 2");
    expect(await codeOf(rig.tick("videos"))).to.equal("RECORD_TOO_LARGE");
    expect(rig.watermark("videos")).to.equal("none");
    await root.query("truncate table videos; alter table videos modify title varchar(255)");
  });

  it("fails with a code at a row without a time of change, whose changes no run would see, and sends it when it has one", async () => {
    await root.query("set session sql_mode = ''");
    await addVideos(3);
    await root.query("update videos set updated_at = '0000-00-00 00:00:00' where id = 2");
    expect(await codeOf(rig.tick("videos"))).to.equal("ROW_WITHOUT_TIME");
    expect([rig.watermark("videos"), ids()]).to.deep.equal(["none", []]);
    await root.query("update videos set updated_at = '2026-01-02 11:00:00' where updated_at < '0001-01-01'");
    await rig.tick("videos");
    expect(ids().toSorted((a, b) => a - b)).to.deep.equal([1, 2, 3]);
  });

  describe("whose time ends", () => {
    it("leaves the watermark at the last time of change that is complete, and the next run goes on there", async () => {
      await addVideos(50);
      await root.query("update videos set updated_at = '2026-01-02 10:00:20' where id between 20 and 30");
      cutAfter(24);
      const result = await rig.tick("videos");
      expect(result).to.include({ isCut: true, isControl: false, watermark: "2026-01-02 10:00:19.000000" });
      Object.assign(rig.producer, { now: () => Date.now() });
      await rig.tick("videos");
      expect([...new Set(ids())]).to.deep.equal(range(1, 50));
    });

    it("says so if no time of change is complete: it would never get past it", async () => {
      await addVideos(50);
      await root.query("update videos set updated_at = '2026-01-02 10:00:20'");
      cutAfter(24);
      expect(await codeOf(rig.tick("videos"))).to.equal("RUN_TOO_SHORT");
      expect(rig.watermark("videos")).to.equal("none");
      rig.setWatermark("videos", "2026-01-02 10:05:00.000000");
      cutAfter(24);
      expect(await codeOf(rig.tick("videos"))).to.equal("RUN_TOO_SHORT");
    });
  });

  describe("beside another one", () => {
    it("does nothing if it finds the table's lock taken, and another table has another lock", async () => {
      await addVideos(1);
      await root.query("do get_lock(?, 0)", [lockName("video", "videos")]);
      expect(await rig.tick("videos")).to.equal(null);
      expect([rig.watermark("videos"), rig.records.size]).to.deep.equal(["none", 0]);
      expect(await rig.tick("channels")).to.include({ rows: 0 });
      await root.query("do release_lock(?)", [lockName("video", "videos")]);
      expect(await rig.tick("videos")).to.include({ rows: 1 });
    });

    it("of three at once lets one work, and that moves the watermark once", async () => {
      await addVideos(5_000);
      const results = await Promise.all([1, 2, 3].map(() => rig.tick("videos")));
      expect(results.filter((each) => each !== null)).to.have.length.at.least(1);
      expect(new Set(ids())).to.deep.equal(new Set(range(1, 5_000)));
    });

    it("keeps an operator's watermark that came first, and says so", async () => {
      await addVideos(10);
      rig.treat = () => {
        rig.setWatermark("videos", "2026-01-01 00:00:00.000000");
        return "take";
      };
      expect(await codeOf(rig.tick("videos"))).to.equal("WATERMARK_MOVED");
      expect(rig.watermark("videos")).to.equal("2026-01-01 00:00:00.000000");
    });

    it("says so too if an operator's came in the last moment", async () => {
      await addVideos(10);
      const found = rig.parameters.get(watermarkName(ENVIRONMENT, "videos"));
      // The run has looked for the second time, when the version grows.
      let looked = 0;
      const versions = [1, 1, 2];
      Object.defineProperty(found, "version", { get: () => versions[looked++] ?? 9, set: () => {} });
      expect(await codeOf(rig.tick("videos"))).to.equal("WATERMARK_MOVED");
    });
  });

  describe("that is the first of a day", () => {
    /** As the warehouse computes it: of each key the newest version, by the texts of the records. */
    const controlOf = () => {
      const newest = new Map(rig.rows("videos").map(({ id, updated_at }) => [id, updated_at as string]));
      const sum = [...newest].reduce((total, [id, at]) => {
        const hash = createHash("md5")
          .update(`${String(id)}|${at}`)
          .digest("hex")
          .slice(0, 8);
        return total + BigInt(`0x${hash}`);
      }, 0n);
      return { keys: newest.size, checksum: String(sum) };
    };

    /** Something happens when the rows were read, and before the statement with this text is asked. */
    const askBefore = (text: string, happens: () => Promise<void>) => {
      const { open } = rig.producer;
      Object.assign(rig.producer, {
        open: async (idle: number) => {
          const connection = await open(idle);
          const query: typeof connection.query = async (sql, ...rest) => {
            if (sql.includes(text)) await happens();
            return await connection.query(sql, ...rest);
          };
          return { ...connection, query };
        },
      });
    };

    it("sends a control of the whole table, and the next one of the day does not", async () => {
      await addVideos(2_000);
      await rig.tick("videos");
      expect(rig.controls("videos")).to.have.length(1);
      expect(rig.controls("videos")[0]).to.deep.equal({ day: new Date().toISOString().slice(0, 10), ...controlOf() });
      expect(await rig.tick("videos")).to.include({ isControl: false });
      rig.setWatermark("videos", rig.watermark("videos") ?? "", 1);
      await root.query("update videos set title = 'x', updated_at = '2026-01-02 12:00:00' where id = 7");
      // The run of the control has not sent this row, whose time of change was set into the past: the control tells.
      expect(await rig.tick("videos")).to.include({ isControl: true });
      const [, second] = rig.controls("videos");
      expect(second?.keys).to.equal(2_000);
      expect(second?.checksum).not.to.equal(controlOf().checksum);
    });

    it("sends it on the next day too if the run of the day before moved the watermark after midnight", async () => {
      await addVideos(10);
      rig.setWatermark("videos", "2026-01-02 10:40:00.000000", 1);
      expect(await rig.tick("videos")).to.include({ isControl: true });
      expect(await rig.tick("videos")).to.include({ isControl: false });
      expect(rig.parameter("videos")).to.match(/^[\d-]{10} [\d:.]{15} control [\d-]{10}$/);
    });

    it("sends it with the next run if its own is cut short", async () => {
      await addVideos(50);
      rig.setWatermark("videos", "2026-01-02 10:00:00.000000", 1);
      cutAfter(24);
      expect(await rig.tick("videos")).to.include({ isCut: true, isControl: false });
      Object.assign(rig.producer, { now: () => Date.now() });
      expect(await rig.tick("videos")).to.include({ isCut: false, isControl: true });
      expect(rig.controls("videos")).to.have.length(1);
      expect(await rig.tick("videos")).to.include({ isControl: false });
    });

    it("sends it with the next run if MySQL does not answer it", async () => {
      await addVideos(10);
      rig.setWatermark("videos", "2026-01-02 10:00:00.000000", 1);
      const { open } = rig.producer;
      askBefore("md5", () => source.run(`kill user ${USER}`));
      // The driver's timer of the control outlives its session.
      expect(await codeOf(rig.tick("videos", 125_000))).to.equal("DATABASE_FAILED");
      expect(rig.watermark("videos")).not.to.equal("2026-01-02 10:00:00.000000");
      Object.assign(rig.producer, { open });
      expect(await rig.tick("videos")).to.include({ isControl: true });
    });

    it("has rows and control of one moment, also if the table changes meanwhile", async () => {
      await addVideos(1_500);
      askBefore("md5", () =>
        source.run("update video.videos set title = 'new'; delete from video.videos where id > 1000"),
      );
      await rig.tick("videos");
      expect(rig.controls("videos")[0]).to.deep.include(controlOf());
      expect(rig.controls("videos")[0]?.keys).to.equal(1_500);
    });

    it("sends its rows and moves the watermark, and then says so, if counting takes too long", async () => {
      await addVideos(10);
      const { open } = rig.producer;
      const slow = (sql: string) => sql.replace("select /*+", "select sleep(60), /*+");
      Object.assign(rig.producer, {
        open: async (idle: number) => {
          const connection = await open(idle);
          const query: typeof connection.query = (sql, values, timeout) =>
            connection.query(slow(sql), values, timeout && 200);
          return { ...connection, query };
        },
      });
      expect(await codeOf(rig.tick("videos"))).to.equal("CONTROL_TOO_LONG");
      expect(ids()).to.deep.equal(range(1, 10));
      expect(rig.watermark("videos")).not.to.equal("none");
      expect(rig.parameter("videos"), "once a day is enough").to.match(
        new RegExp(` control ${new Date().toISOString().slice(0, 10)}$`),
      );
    });
  });
});
