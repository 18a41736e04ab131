import { createHash } from "node:crypto";
import { expect } from "chai";
import { USER } from "./producer-source.ts";
import { useProducer } from "./use-producer.ts";

describe("A run of the producer that is the first of a day", function () {
  this.timeout(120_000);
  const { addVideos, codeOf, cutAfter, ids, range, rig, root, source } = useProducer();

  /** As the warehouse computes it: of each key the newest version, by the texts of the records. */
  const controlOf = () => {
    const newest = new Map(
      rig()
        .rows("videos")
        .map(({ id, updated_at }) => [id, updated_at as string]),
    );
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
    const { open } = rig().producer;
    Object.assign(rig().producer, {
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

  /** By the server's clock, as a run sees it. */
  const dayOfRun = () => String(rig().rows("videos")[0]?._extracted_at).slice(0, 10);

  it("sends a control of the whole table, and the next one of the day does not", async () => {
    await addVideos(2_000);
    await rig().tick("videos");
    expect(rig().controls("videos")).to.have.length(1);
    expect(rig().controls("videos")[0]).to.deep.equal({ day: dayOfRun(), ...controlOf() });
    expect(await rig().tick("videos")).to.include({ isControl: false });
    rig().setWatermark("videos", rig().watermark("videos") ?? "", 1);
    await root().query("update videos set title = 'x', updated_at = '2026-01-02 12:00:00' where id = 7");
    // The run of the control has not sent this row, whose time of change was set into the past: the control tells.
    expect(await rig().tick("videos")).to.include({ isControl: true });
    const [, second] = rig().controls("videos");
    expect(second?.keys).to.equal(2_000);
    expect(second?.checksum).not.to.equal(controlOf().checksum);
  });

  it("sends it on the next day too if the run of the day before moved the watermark after midnight", async () => {
    await addVideos(10);
    rig().setWatermark("videos", "2026-01-02 10:40:00.000000", 1);
    expect(await rig().tick("videos")).to.include({ isControl: true });
    expect(await rig().tick("videos")).to.include({ isControl: false });
    expect(rig().parameter("videos")).to.match(/^[\d-]{10} [\d:.]{15} control [\d-]{10}$/);
  });

  it("sends it with the next run if its own is cut short", async () => {
    await addVideos(50);
    rig().setWatermark("videos", "2026-01-02 10:00:00.000000", 1);
    cutAfter(24);
    expect(await rig().tick("videos")).to.include({ isCut: true, isControl: false });
    Object.assign(rig().producer, { now: () => Date.now() });
    expect(await rig().tick("videos")).to.include({ isCut: false, isControl: true });
    expect(rig().controls("videos")).to.have.length(1);
    expect(await rig().tick("videos")).to.include({ isControl: false });
  });

  it("sends it with the next run if MySQL does not answer it", async () => {
    await addVideos(10);
    rig().setWatermark("videos", "2026-01-02 10:00:00.000000", 1);
    const { open } = rig().producer;
    askBefore("md5", () => source().run(`kill user ${USER}`));
    // The driver's timer of the control outlives its session.
    expect(await codeOf(rig().tick("videos", 125_000))).to.equal("DATABASE_FAILED");
    expect(rig().watermark("videos")).not.to.equal("2026-01-02 10:00:00.000000");
    Object.assign(rig().producer, { open });
    expect(await rig().tick("videos")).to.include({ isControl: true });
  });

  it("has rows and control of one moment, also if the table changes meanwhile", async () => {
    await addVideos(1_500);
    askBefore("md5", () =>
      source().run("update video.videos set title = 'new'; delete from video.videos where id > 1000"),
    );
    await rig().tick("videos");
    expect(rig().controls("videos")[0]).to.deep.include(controlOf());
    expect(rig().controls("videos")[0]?.keys).to.equal(1_500);
  });

  it("sends its rows and moves the watermark, and then says so, if counting takes too long", async () => {
    await addVideos(10);
    const { open } = rig().producer;
    const slow = (sql: string) => sql.replace("select /*+", "select sleep(60), /*+");
    Object.assign(rig().producer, {
      open: async (idle: number) => {
        const connection = await open(idle);
        const query: typeof connection.query = (sql, values, timeout) =>
          connection.query(slow(sql), values, timeout && 200);
        return { ...connection, query };
      },
    });
    expect(await codeOf(rig().tick("videos"))).to.equal("CONTROL_TOO_LONG");
    expect(ids()).to.deep.equal(range(1, 10));
    expect(rig().watermark("videos")).not.to.equal("none");
    expect(rig().parameter("videos"), "once a day is enough").to.match(new RegExp(` control ${dayOfRun()}$`));
  });
});
