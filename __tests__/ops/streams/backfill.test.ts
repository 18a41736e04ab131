import { expect } from "chai";
import type { BackfillEvent } from "../../../functions/producer/producer-event.ts";
import { backfillRate, backfillSeconds } from "../../../ops/streams/backfill-seconds.ts";
import { STACK, useStreams } from "./fake-streams.ts";

const INVOKE = "POST /2015-03-31/functions/clearwell-production-us-west-2-mysql-shop-producer/invocations";
const SPAN = { from: "2026-11-20 00:00:00.000000", to: "2026-11-21 00:00:00.000000" };

const RATE = { records: 2_000, bytes: 2 * 1024 * 1024 };

describe("ops backfill", () => {
  const { given, ops } = useStreams();
  const events: BackfillEvent[] = [];
  const answers: object[] = [];
  beforeEach(() => {
    events.length = 0;
    answers.splice(0, Number.POSITIVE_INFINITY, { rows: 480_000, bytesPerRow: 200 });
    given.aws.on(INVOKE, ({ input }) => {
      events.push(JSON.parse(input.body));
      return answers.shift() ?? { errorMessage: "asked too often" };
    });
  });
  const span = ["--from", "2026-11-20", "--to", "2026-11-21T00:00:00Z"];

  it("says how long it takes, and sends nothing until it is told to", async () => {
    const { code, out } = await ops("backfill", STACK, "people", ...span);
    expect(code).to.equal(0);
    expect(out).to.equal(
      "shop.people: 480,000 rows, which takes 4 minutes or more at half the stream's rate. Nothing was sent: add --yes to send them.",
    );
    expect(events).to.deep.equal([{ table: "people", backfill: SPAN, estimate: true }]);
  });

  it("calls the function until it has come to the end, and never shows the key of a row", async () => {
    answers.push({ rows: 300_000, next: ["2026-11-20 11:00:00", "ann@example.org"] }, { rows: 180_000, next: null });
    const { code, out, err } = await ops("backfill", STACK, "people", "--all", "--yes");
    expect({ code, out }).to.deep.equal({ code: 0, out: "shop.people: 480,000 rows sent." });
    expect(events.slice(1)).to.deep.equal([
      { table: "people", backfill: "all", rate: RATE },
      { table: "people", backfill: "all", rate: RATE, after: ["2026-11-20 11:00:00", "ann@example.org"] },
    ]);
    expect(err).to.include("which takes 4 minutes").and.include("300,000 rows sent, up to 2026-11-20 11:00:00");
    expect(err + out).not.to.include("ann");
  });

  it("says what is wrong from the table of errors, and nothing that somebody else wrote", async () => {
    const refusal = { errorType: "ProducerError", errorMessage: "STREAM_REFUSED: ann@example.org" };
    answers.push(refusal, refusal, refusal);
    const refused = await ops("backfill", STACK, "people", "--all", "--yes");
    expect(refused.code).to.equal(1);
    expect(refused.err).to.include("STREAM_REFUSED. Kinesis did not take all records").and.not.include("ann@");
    answers.push({ errorMessage: "Task timed out ann@example.org" });
    expect((await ops("backfill", STACK, "people", "--all")).err)
      .to.include("see its log")
      .and.not.include("ann@");
  });

  it("goes on where a call ended if the next one fails, and after three says how an operator does", async () => {
    const place = ["2026-11-20 11:00:00.123456", "ann@example.org"];
    const refusal = { errorMessage: "STREAM_REFUSED: ann@example.org" };
    answers.push({ rows: 300_000, next: place }, refusal, refusal, { rows: 180_000, next: null });
    const { code, out } = await ops("backfill", STACK, "people", "--all", "--yes");
    expect({ code, out }).to.deep.equal({ code: 0, out: "shop.people: 480,000 rows sent." });
    expect(events.slice(2).map(({ after }) => after)).to.deep.equal([place, place, place]);
    answers.push({ rows: 1, bytesPerRow: 1 }, { rows: 300_000, next: place }, refusal, refusal, refusal);
    const { code: failed, err } = await ops("backfill", STACK, "people", ...span, "--yes");
    expect(failed).to.equal(1);
    expect(err)
      .to.include("STREAM_REFUSED. Kinesis did not take all records")
      .and.include(
        `backfill ${STACK} shop.people --from 2026-11-20T11:00:00.123456Z --to 2026-11-21T00:00:00.000000Z --yes`,
      )
      .and.not.include("ann@");
  });

  it("says that it does not know how long it takes if counting takes too long", async () => {
    answers[0] = { rows: null, bytesPerRow: 200 };
    expect((await ops("backfill", STACK, "people", "--all")).out).to.include("does not count them in 20 seconds");
  });

  it("needs a span of time, or all", async () => {
    for (const [args, said] of [
      [[], "Write --from and --to, or --all."],
      [["--from", "2026-11-20"], "Write --from and --to, or --all."],
      [["--from", "2026-11-20", "--to", "2026-11-20"], "--from must be before --to."],
      [["--all", ...span], "cannot be used with"],
    ] as const) {
      const { code, err } = await ops("backfill", STACK, "people", ...args);
      expect(code).to.equal(2);
      expect(err).to.include(said);
    }
    expect(events).to.deep.equal([]);
  });

  it("takes half of what the shards take, by records or by bytes, whichever needs longer", () => {
    const seconds = (bytesPerRow: number, capacity: Parameters<typeof backfillRate>[0]) =>
      backfillSeconds(10_000, bytesPerRow, backfillRate(capacity));
    expect(seconds(100, { shards: 1 })).to.equal(20);
    expect(seconds(100, { shards: 5 })).to.equal(4);
    expect(seconds(100, "on-demand")).to.equal(5);
    expect(seconds(10_486, { shards: 1 })).to.be.within(200, 202);
  });
});
