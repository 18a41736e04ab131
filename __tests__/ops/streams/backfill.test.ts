import { expect } from "chai";
import type { BackfillEvent } from "../../../functions/producer/producer-event.ts";
import { backfillSeconds } from "../../../ops/streams/backfill-seconds.ts";
import { STACK, useStreams } from "./fake-streams.ts";

const INVOKE = "POST /2015-03-31/functions/clearwell-production-us-west-2-mysql-shop-producer/invocations";
const SPAN = { from: "2026-11-20 00:00:00.000000", to: "2026-11-21 00:00:00.000000" };

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
      "shop.people: 480,000 rows, for which the stream needs 2 minutes or more. Nothing was sent: add --yes to send them.",
    );
    expect(events).to.deep.equal([{ table: "people", backfill: SPAN, estimate: true }]);
  });

  it("calls the function until it has come to the end, and never shows the key of a row", async () => {
    answers.push({ rows: 300_000, next: ["2026-11-20 11:00:00", "ann@example.org"] }, { rows: 180_000, next: null });
    const { code, out, err } = await ops("backfill", STACK, "people", "--all", "--yes");
    expect({ code, out }).to.deep.equal({ code: 0, out: "shop.people: 480,000 rows sent." });
    expect(events.slice(1)).to.deep.equal([
      { table: "people", backfill: "all" },
      { table: "people", backfill: "all", after: ["2026-11-20 11:00:00", "ann@example.org"] },
    ]);
    expect(err).to.include("the stream needs 2 minutes").and.include("300,000 rows sent, up to 2026-11-20 11:00:00");
    expect(err + out).not.to.include("ann");
  });

  it("says what is wrong from the table of errors, and nothing that somebody else wrote", async () => {
    answers.push({ errorType: "ProducerError", errorMessage: "STREAM_REFUSED: ann@example.org" });
    const refused = await ops("backfill", STACK, "people", "--all", "--yes");
    expect(refused.code).to.equal(1);
    expect(refused.err).to.include("STREAM_REFUSED. Kinesis did not take all records").and.not.include("ann@");
    answers.push({ errorMessage: "Task timed out ann@example.org" });
    expect((await ops("backfill", STACK, "people", "--all")).err)
      .to.include("see its log")
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

  it("is limited by records or by bytes, whichever needs longer, and by the shards", () => {
    expect(backfillSeconds(10_000, 100, { shards: 1 })).to.equal(10);
    expect(backfillSeconds(10_000, 100, { shards: 5 })).to.equal(2);
    expect(backfillSeconds(10_000, 100, "on-demand")).to.equal(3);
    expect(backfillSeconds(10_000, 10_486, { shards: 1 })).to.be.within(100, 101);
  });
});
