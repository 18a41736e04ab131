import { expect } from "chai";
import { watermarkName } from "../../functions/producer/environment.ts";
import { lockName } from "../../functions/producer/table-lock.ts";
import { until } from "../e2e/until.ts";
import { ENVIRONMENT } from "./producer-rig.ts";
import { useProducer } from "./use-producer.ts";

describe("A run of the producer", function () {
  this.timeout(120_000);
  const { addVideos, codeOf, cutAfter, ids, range, rig, root, source } = useProducer();

  it("[K-03, K-04] sends every row at first, as the server wrote it, and no column that is not listed", async () => {
    await root().query(`set names utf8mb4; insert into customers (id, name, email, country, plan, joined_on, updated_at, card) values
      ('c1', 'Zoë "Z" O\\'Neil\\n☃', null, '', '007', '2026-02-28', '2026-03-01 12:00:00.123456', '4111')`);
    const result = await rig().tick("customers");
    expect(result).to.include({ rows: 1, isCut: false, isControl: true });
    const [text] = rig().records.get("clearwell-it-mysql-video-customers") ?? [];
    const [{ _extracted_at: at }] = rig().rows("customers") as [{ _extracted_at: string }];
    expect(at).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
    expect(text).to.equal(
      `{"id":"c1","name":"Zoë \\"Z\\" O'Neil\\n☃","email":null,"country":"","plan":"007","joined_on":"2026-02-28","updated_at":"2026-03-01 12:00:00.123456","_extracted_at":"${at}"}`,
    );
    expect(rig().watermark("customers")).to.equal(result?.watermark);
    expect((rig().watermark("customers") ?? "") < at).to.equal(true);
  });

  it("keeps the text of numbers that JavaScript would change", async () => {
    await root().query(
      "insert into videos (id, price, is_public, updated_at) values (9007199254740993, 1.10, true, '2026-01-01')",
    );
    await rig().tick("videos");
    const [text] = rig().records.get("clearwell-it-mysql-video-videos") ?? [];
    expect(text).to.include('"id":9007199254740993,').and.include('"price":1.10,"is_public":1,');
  });

  it("sends what has changed since, and what changed in the minutes before it once more", async () => {
    await addVideos(3_000);
    await rig().tick("videos");
    rig().forget();
    rig().setWatermark("videos", "2026-01-02 10:40:00.000000");
    await rig().tick("videos");
    expect(ids()).to.deep.equal(range(30 * 60, 3_000));
  });

  it("reads pages without leaving out or repeating a row, also where many have one time of change", async () => {
    await addVideos(25_000);
    await root().query("update videos set updated_at = '2026-01-02 11:00:00' where id between 5000 and 18000");
    await rig().tick("videos");
    expect(ids().toSorted((a, b) => a - b)).to.deep.equal(range(1, 25_000));
  });

  it("reads no row that could still change its past: up to the oldest open transaction", async () => {
    const writer = await source().connect();
    await writer.query("set session time_zone = '+00:00'; begin; insert into videos (id) values (1)");
    const [[{ at }]] = (await writer.query("select updated_at as at from videos where id = 1")) as unknown as [
      [{ at: string }],
    ];
    await addVideos(2, 2);
    const { watermark = null } = (await rig().tick("videos")) ?? {};
    expect((watermark ?? "") < at, "the watermark is before the change").to.equal(true);
    await writer.query("commit");
    await writer.end();
    // Not by runs: who asks InnoDB for its transactions more often than every 100 ms gets an old answer, for as long as he does.
    await until("the change to be old enough", async () => {
      const [[{ isOld }]] = (await root().query("select utc_timestamp(6) > ? + interval 6 second as isOld", [
        at,
      ])) as unknown as [[{ isOld: number | string }]];
      return Number(isOld) === 1 || undefined;
    });
    await rig().tick("videos");
    expect(ids()).to.include(1);
  });

  it("says that it read behind the bound, so that a backfill of an older version, which began before, does not win", async () => {
    await addVideos(1);
    let asked = "";
    const { open } = rig().producer;
    Object.assign(rig().producer, {
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
    await rig().tick("videos");
    expect(asked).not.to.equal("");
    expect(String(rig().rows("videos")[0]?._extracted_at) >= asked).to.equal(true);
  });

  it("leaves the watermark where it is if Kinesis does not take everything", async () => {
    await addVideos(1_000);
    rig().setWatermark("videos", "2026-01-02 09:00:00.000000");
    rig().treat = (text) => (text.includes('"video 777"') ? "throttle" : "take");
    expect(await codeOf(rig().tick("videos"))).to.equal("STREAM_REFUSED");
    expect(rig().watermark("videos")).to.equal("2026-01-02 09:00:00.000000");
    rig().treat = () => "take";
    await rig().tick("videos");
    expect(new Set(ids())).to.deep.equal(new Set(range(1, 1_000)));
  });

  it("fails with a code at a row that is too large for Kinesis, and does not go on behind it", async () => {
    await root().query("alter table videos modify title longtext");
    await addVideos(3);
    await root().query("update videos set title = repeat('x', 1100000), updated_at = updated_at where id = 2");
    expect(await codeOf(rig().tick("videos"))).to.equal("RECORD_TOO_LARGE");
    expect(rig().watermark("videos")).to.equal("none");
    await root().query("truncate table videos; alter table videos modify title varchar(255)");
  });

  it("fails with a code at a row without a time of change, whose changes no run would see, and sends it when it has one", async () => {
    await root().query("set session sql_mode = ''");
    await addVideos(3);
    await root().query("update videos set updated_at = '0000-00-00 00:00:00' where id = 2");
    expect(await codeOf(rig().tick("videos"))).to.equal("ROW_WITHOUT_TIME");
    expect([rig().watermark("videos"), ids()]).to.deep.equal(["none", []]);
    await root().query("update videos set updated_at = '2026-01-02 11:00:00' where updated_at < '0001-01-01'");
    await rig().tick("videos");
    expect(ids().toSorted((a, b) => a - b)).to.deep.equal([1, 2, 3]);
  });

  describe("whose time ends", () => {
    it("leaves the watermark at the last time of change that is complete, and the next run goes on there", async () => {
      await addVideos(50);
      await root().query("update videos set updated_at = '2026-01-02 10:00:20' where id between 20 and 30");
      cutAfter(24);
      const result = await rig().tick("videos");
      expect(result).to.include({ isCut: true, isControl: false, watermark: "2026-01-02 10:00:19.000000" });
      Object.assign(rig().producer, { now: () => Date.now() });
      await rig().tick("videos");
      expect([...new Set(ids())]).to.deep.equal(range(1, 50));
    });

    it("says so if no time of change is complete: it would never get past it", async () => {
      await addVideos(50);
      await root().query("update videos set updated_at = '2026-01-02 10:00:20'");
      cutAfter(24);
      expect(await codeOf(rig().tick("videos"))).to.equal("RUN_TOO_SHORT");
      expect(rig().watermark("videos")).to.equal("none");
      rig().setWatermark("videos", "2026-01-02 10:05:00.000000");
      cutAfter(24);
      expect(await codeOf(rig().tick("videos"))).to.equal("RUN_TOO_SHORT");
    });
  });

  describe("beside another one", () => {
    it("does nothing if it finds the table's lock taken, and another table has another lock", async () => {
      await addVideos(1);
      await root().query("do get_lock(?, 0)", [lockName("video", "videos")]);
      expect(await rig().tick("videos")).to.equal(null);
      expect([rig().watermark("videos"), rig().records.size]).to.deep.equal(["none", 0]);
      expect(await rig().tick("channels")).to.include({ rows: 0 });
      await root().query("do release_lock(?)", [lockName("video", "videos")]);
      expect(await rig().tick("videos")).to.include({ rows: 1 });
    });

    it("of three at once lets one work, and that moves the watermark once", async () => {
      await addVideos(5_000);
      const results = await Promise.all([1, 2, 3].map(() => rig().tick("videos")));
      expect(results.filter((each) => each !== null)).to.have.length.at.least(1);
      expect(new Set(ids())).to.deep.equal(new Set(range(1, 5_000)));
    });

    it("keeps an operator's watermark that came first, and says so", async () => {
      await addVideos(10);
      rig().treat = () => {
        rig().setWatermark("videos", "2026-01-01 00:00:00.000000");
        return "take";
      };
      expect(await codeOf(rig().tick("videos"))).to.equal("WATERMARK_MOVED");
      expect(rig().watermark("videos")).to.equal("2026-01-01 00:00:00.000000");
    });

    it("says so too if an operator's came in the last moment", async () => {
      await addVideos(10);
      const found = rig().parameters.get(watermarkName(ENVIRONMENT, "videos"));
      // The run has looked for the second time, when the version grows.
      let looked = 0;
      const versions = [1, 1, 2];
      Object.defineProperty(found, "version", { get: () => versions[looked++] ?? 9, set: () => {} });
      expect(await codeOf(rig().tick("videos"))).to.equal("WATERMARK_MOVED");
    });
  });
});
