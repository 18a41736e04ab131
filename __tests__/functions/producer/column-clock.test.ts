import { expect } from "chai";
import fc from "fast-check";
import { columnClock } from "../../../functions/producer/column-clock.ts";
import { isOnCalendar, later, secondsOf, timeText } from "../../../functions/producer/utc-time.ts";

const ZONES = ["Australia/Sydney", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];

/** What a clock on a wall of the zone shows, by another way than the code. */
function wall(zone: string, utc: string): string {
  const shown = new Date(secondsOf(utc) * 1000).toLocaleString("sv-SE", { timeZone: zone });
  return `${shown}${utc.slice(19)}`;
}

describe("The times of a column", () => {
  it("are those of UTC if it is a TIMESTAMP", () => {
    const clock = columnClock(undefined);
    const at = "2026-04-05 02:30:00.123456";
    expect([clock.lowest(at), clock.highest(at), clock.utcOf(at)]).to.deep.equal([at, at, at]);
  });

  it("are those of the wall if it is a DATETIME", () => {
    const clock = columnClock("Australia/Sydney");
    expect(clock.lowest("2026-11-27 10:00:00.5")).to.equal("2026-11-27 21:00:00.5");
    expect(clock.highest("2026-11-27 10:00:00.5")).to.equal("2026-11-27 21:00:00.5");
    expect(clock.utcOf("2026-11-27 21:00:00.5")).to.equal("2026-11-27 10:00:00.5");
  });

  it("begin an hour earlier and end an hour later where the clocks are set back", () => {
    const clock = columnClock("Australia/Sydney");
    // At 16:00 in UTC it is two o'clock for the second time.
    expect(clock.lowest("2026-04-04 15:30:00.0")).to.equal("2026-04-05 01:30:00.0");
    expect(clock.highest("2026-04-04 16:30:00.0")).to.equal("2026-04-05 03:30:00.0");
  });

  for (const zone of ZONES)
    it(`leave no row out in ${zone}, whenever it was changed and whenever runs are`, () => {
      const clock = columnClock(zone);
      // Around the ends and beginnings of summer time of some years.
      const time = fc
        .integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 })
        .map((minutes) => timeText(new Date(minutes * 60_000).toISOString().slice(0, 19).replace("T", " ")));
      const near = fc.integer({ min: 0, max: 72 * 60 });
      fc.assert(
        fc.property(time, near, near, (from, first, second) => {
          const changed = later(from, 60 * first);
          const bound = later(changed, 60 * second + 1);
          expect(wall(zone, changed) >= clock.lowest(from)).to.equal(true);
          expect(wall(zone, changed) < clock.highest(bound)).to.equal(true);
          // All readings up to that of `bound` were sent: the row is behind them, or the watermark before it.
          const sent = wall(zone, bound);
          expect(wall(zone, changed) <= sent || clock.utcOf(sent) <= changed).to.equal(true);
        }),
        { numRuns: 2_000 },
      );
    });
});

describe("A time of MySQL", () => {
  it("is written in microseconds, whatever fraction its column has", () => {
    for (const [text, time] of [
      ["2026-11-27 10:00:00", "2026-11-27 10:00:00.000000"],
      ["2026-11-27 10:00:00.12", "2026-11-27 10:00:00.120000"],
      ["2026-11-27 10:00:00.123456", "2026-11-27 10:00:00.123456"],
    ] as const)
      expect(timeText(text)).to.equal(time);
    expect(() => timeText("ann@example.org")).to.throw(RangeError, /^not a time of MySQL$/);
  });

  it("is on the calendar, unless MySQL was told to accept what is not", () => {
    for (const time of ["2026-11-27 10:00:00", "2028-02-29 00:00:00.000000", "0001-01-01 00:00:00"])
      expect(isOnCalendar(time), time).to.equal(true);
    for (const time of ["0000-00-00 00:00:00", "2026-00-10 00:00:00", "2026-02-00 00:00:00", "2026-02-31 00:00:00", ""])
      expect(isOnCalendar(time), time).to.equal(false);
  });

  it("is moved by seconds, over days and years, and keeps its fraction", () => {
    expect(later("2026-12-31 23:59:59.123456", 1)).to.equal("2027-01-01 00:00:00.123456");
    expect(later("2026-03-01 00:00:00.000001", -600)).to.equal("2026-02-28 23:50:00.000001");
  });
});
