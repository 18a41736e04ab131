import type { Place } from "../../warehouse/mysql/read-rows.ts";
import { ProducerError } from "./producer-error.ts";
import { isOnCalendar, type TimeText } from "./utc-time.ts";
import { WATERMARK } from "./watermarks.ts";

/** What the function is called with: by the schedule, by an operator who sends rows again, or by one who asks what is wrong. */
export type ProducerEvent = TickEvent | BackfillEvent | MoveEvent | CheckEvent;

/** A run: `{ "table": "transactions" }`. */
interface TickEvent {
  readonly table: string;
}

/** Rows that were changed in a span of time, or the whole table, are sent again. The watermark stays. */
export interface BackfillEvent {
  readonly table: string;
  readonly backfill: Span | "all";
  /** Where the answer before ended. */
  readonly after?: Place;
  /** Only count them. */
  readonly estimate?: true;
  /** No more than this is sent. Absent: as much as the stream takes. */
  readonly rate?: Rate;
}

/** In a second. */
export interface Rate {
  readonly records: number;
  readonly bytes: number;
}

/** From the first time on, and before the last, in UTC: `2026-11-27 10:00:00.000000`. */
interface Span {
  readonly from: TimeText;
  readonly to: TimeText;
}

/** Moves the watermark. Null: as if the table had never been read. */
export interface MoveEvent {
  readonly table: string;
  readonly watermark: TimeText | null;
}

/** Compares the source with the contract. */
interface CheckEvent {
  readonly check: true;
}

/** @throws ProducerError if it is no such event */
export function parseEvent(event: unknown): ProducerEvent {
  if (typeof event !== "object" || event === null) throw new ProducerError("EVENT_UNKNOWN");
  const { check, table, backfill, watermark, after, estimate, rate } = event as Readonly<Record<string, unknown>>;
  if (check === true) return { check };
  if (typeof table !== "string") throw new ProducerError("EVENT_UNKNOWN");
  if (watermark === null || isTime(watermark)) return { table, watermark };
  if (watermark !== undefined) throw new ProducerError("EVENT_UNKNOWN");
  if (backfill === undefined) return { table };
  if (!(backfill === "all" || isSpan(backfill)) || !(after === undefined || isPlace(after)))
    throw new ProducerError("EVENT_UNKNOWN");
  if (!(rate === undefined || isRate(rate))) throw new ProducerError("EVENT_UNKNOWN");
  return {
    table,
    backfill,
    ...(rate === undefined ? {} : { rate }),
    ...(after === undefined ? {} : { after }),
    ...(estimate === true ? { estimate } : {}),
  };
}

function isSpan(value: unknown): value is Span {
  if (typeof value !== "object" || value === null) return false;
  const { from, to } = value as Readonly<Record<string, unknown>>;
  return isTime(from) && isTime(to);
}

function isRate(value: unknown): value is Rate {
  if (typeof value !== "object" || value === null) return false;
  const { records, bytes } = value as Readonly<Record<string, unknown>>;
  return [records, bytes].every((each) => typeof each === "number" && each > 0);
}

function isTime(value: unknown): value is TimeText {
  return typeof value === "string" && WATERMARK.test(value) && isOnCalendar(value);
}

function isPlace(value: unknown): value is Place {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
