/** A time as MySQL writes it, `2026-11-27 10:00:00.000000`: always in microseconds, so that texts compare as times do. In UTC unless it says otherwise. */
export type TimeText = string;

const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?$/;

/** The time in microseconds, whatever fraction the column has. @throws RangeError without the text */
export function timeText(text: string): TimeText {
  const [, date, clock, fraction = ""] = TIME.exec(text) ?? [];
  if (date === undefined) throw new RangeError("not a time of MySQL");
  return `${date} ${clock}.${fraction.padEnd(6, "0")}`;
}

/** Whether MySQL's text is a day of the calendar: neither `0000-00-00` nor the 31st of February, which some of its modes accept. */
export function isOnCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  const time = new Date(`${day}T00:00:00Z`);
  return day >= "0001" && !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === day;
}

/** `2026-11-27`. */
export function dayOf(time: TimeText): string {
  return time.slice(0, 10);
}

/** Seconds since 1970, of a time in UTC, without its fraction. */
export function secondsOf(time: TimeText): number {
  return Date.parse(`${time.slice(0, 10)}T${time.slice(11, 19)}Z`) / 1000;
}

/** The time so many seconds later. The fraction stays. */
export function later(time: TimeText, seconds: number): TimeText {
  const moved = new Date((secondsOf(time) + seconds) * 1000).toISOString();
  return `${moved.slice(0, 10)} ${moved.slice(11, 19)}${time.slice(19)}`;
}
