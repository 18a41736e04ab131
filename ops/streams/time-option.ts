import { UserError } from "../../command/user-error.ts";
import { type TimeText, timeText } from "../../functions/producer/utc-time.ts";

/** A day or a time, in UTC or with its distance from it. Without a zone it would mean this machine's. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** A time that a user writes, as the watermarks have it. @throws UserError */
export function readTime(option: string, text: string): TimeText {
  const time = new Date(text);
  if (!TIME.test(text) || Number.isNaN(time.getTime()))
    throw new UserError(`${option} ${text} is not a time: write one in UTC, such as 2026-11-27T10:00:00Z.`);
  return asText(time);
}

/** A moment as the watermarks have it. */
export function asText(time: Date): TimeText {
  return timeText(time.toISOString().slice(0, 23).replace("T", " "));
}
