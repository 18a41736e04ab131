import { later, secondsOf, type TimeText } from "./utc-time.ts";

/**
 * How a column's times are compared with times in UTC. A TIMESTAMP is in UTC already, in a session of that zone. A DATETIME is the clock on a
 * wall: where that is set back, an hour occurs twice, so its readings are taken so that too many rows are read rather than too few.
 */
export interface ColumnClock {
  /** No row that was changed at this time or after it has an earlier reading. */
  lowest(utc: TimeText): TimeText;
  /** No row that was changed before this time has this reading or a later one. */
  highest(utc: TimeText): TimeText;
  /** No row that was changed before the answer has a later reading than this one. */
  utcOf(reading: TimeText): TimeText;
}

/** No clock is set back by more at once. */
const MOST = 3 * 60 * 60;

/** @param zone one of IANA's names; undefined for a TIMESTAMP */
export function columnClock(zone: string | undefined): ColumnClock {
  if (zone === undefined) return { lowest: (utc) => utc, highest: (utc) => utc, utcOf: (reading) => reading };
  const ahead = secondsAhead(zone);
  return {
    lowest: (utc) => later(utc, Math.min(ahead(secondsOf(utc)), ahead(secondsOf(utc) + MOST))),
    highest: (utc) => later(utc, Math.max(ahead(secondsOf(utc)), ahead(secondsOf(utc) - MOST))),
    utcOf: (reading) => {
      const near = secondsOf(reading) - ahead(secondsOf(reading));
      return later(reading, -Math.max(...[near - MOST, near, near + MOST].map(ahead)));
    },
  };
}

/** By how many seconds the zone's clocks are ahead of UTC at a time, in seconds since 1970. */
function secondsAhead(zone: string): (seconds: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (seconds) => {
    const parts = format.formatToParts(seconds * 1000);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
    const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
    return local / 1000 - seconds;
  };
}
