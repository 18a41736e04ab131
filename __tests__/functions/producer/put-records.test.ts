import { expect } from "chai";
import { ProducerError } from "../../../functions/producer/producer-error.ts";
import { putRecords, type Stream } from "../../../functions/producer/put-records.ts";
import { RecordSender } from "../../../functions/producer/record-sender.ts";
import { type StreamRig, startStreamRig } from "./fake-aws.ts";

const MIB = 1024 * 1024;

describe("Records for Kinesis", () => {
  let rig: StreamRig;
  let waits: number[];
  beforeEach(async () => {
    rig = await startStreamRig();
    waits = [];
  });
  afterEach(() => rig.close());

  const stream = (random = () => 1): Stream => ({
    client: rig.kinesis,
    name: "it",
    random,
    wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
  });
  const texts = (count: number) => Array.from({ length: count }, (_, index) => `record ${index}`);
  const put = (of: readonly string[], to = stream()) =>
    putRecords(
      to,
      of.map((text) => ({ Data: Buffer.from(text), PartitionKey: text })),
    );
  const taken = () => (rig.records.get("it") ?? []).toSorted((a, b) => Number(a.slice(7)) - Number(b.slice(7)));
  const codeOf = async (work: () => Promise<void> | undefined) => {
    try {
      await work();
      return undefined;
    } catch (error) {
      return (error as ProducerError).code;
    }
  };

  it("[K-05] arrive once each although a third of them fails at each try, and only those that failed are sent again", async () => {
    let seen = 0;
    rig.treat = () => (["throttle", "take", "take", "fail", "take", "take"] as const)[seen++ % 6] ?? "take";
    await put(texts(500));
    expect(taken()).to.deep.equal(texts(500));
    expect(rig.requests.slice(0, 3)).to.deep.equal([500, 167, 56]);
  });

  it("wait longer before each try, up to five seconds, and not all equally long", async () => {
    let tries = 0;
    rig.treat = () => (++tries < 10 ? "throttle" : "take");
    await put(texts(1));
    expect(waits).to.deep.equal([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
    tries = 0;
    waits = [];
    await put(
      texts(1),
      stream(() => 0),
    );
    expect(waits.slice(0, 3)).to.deep.equal([50, 100, 200]);
  });

  it("are given up after twelve tries, with a code and without what Kinesis says", async () => {
    rig.treat = (text) => (text === "record 3" ? "throttle" : "take");
    const error = await put(texts(5)).then(
      () => undefined,
      (thrown: ProducerError) => thrown,
    );
    expect(error).to.be.instanceOf(ProducerError).with.property("code", "STREAM_REFUSED");
    expect(error?.message).not.to.include("record 3");
    expect(rig.requests).to.deep.equal([5, ...Array.from({ length: 11 }, () => 1)]);
  });

  it("are refused with the same code if the whole request is", async () => {
    await rig.close();
    expect(await codeOf(() => put(texts(1)))).to.equal("STREAM_REFUSED");
    rig = await startStreamRig();
  });

  it("are collected into requests of 500, and of 5 MiB", async () => {
    const sender = new RecordSender(stream());
    for (const text of texts(1_203)) await sender.add("k", text);
    await sender.finish();
    expect(rig.requests.toSorted((a, b) => a - b)).to.deep.equal([203, 500, 500]);
    expect(taken()).to.deep.equal(texts(1_203));
    rig.requests.length = 0;
    const large = new RecordSender(stream());
    for (let index = 0; index < 12; index++) await large.add("k", "x".repeat(MIB - 1));
    await large.finish();
    expect(rig.requests.toSorted((a, b) => a - b)).to.deep.equal([2, 5, 5]);
  });

  it("may have 1 MiB with their partition key, and one byte more is an error before anything is moved", async () => {
    const sender = new RecordSender(stream());
    await sender.add("é", "x".repeat(MIB - 2));
    expect(await codeOf(() => sender.add("é", "x".repeat(MIB - 1)))).to.equal("RECORD_TOO_LARGE");
    expect(await codeOf(() => new RecordSender(stream()).add("k", `${"x".repeat(MIB - 2)}é`))).to.equal(
      "RECORD_TOO_LARGE",
    );
  });

  it("have a partition key that Kinesis takes, whatever the row's key is", async () => {
    const sender = new RecordSender(stream());
    await sender.add("", "record 0");
    await sender.add("k".repeat(5_000), "record 1");
    await sender.finish();
    expect(taken()).to.deep.equal(texts(2));
  });

  it("tell whoever adds more, or finishes, that an earlier request has failed", async () => {
    rig.treat = (text) => (text === "record 0" ? "throttle" : "take");
    const sender = new RecordSender(stream());
    const add = async () => {
      for (const text of texts(100_000)) await sender.add("k", text);
    };
    expect(await codeOf(() => add())).to.equal("STREAM_REFUSED");
    expect(await codeOf(() => sender.finish())).to.equal("STREAM_REFUSED");
    const short = new RecordSender(stream());
    await short.add("k", "record 0");
    expect(await codeOf(() => short.finish())).to.equal("STREAM_REFUSED");
  });
});
