import type { RawObject } from "../../functions/cleaner/events.ts";

/** What RAW has under a key now. */
export interface CurrentObject {
  readonly etag: string;
  readonly lastModified: Date;
}

/**
 * Whether the version that failed is still there to be cleaned. `overwritten`: a newer one stands in its place, with an event
 * of its own. `gone`: expired or deleted.
 */
export type RawState =
  | { readonly state: "there" | "overwritten"; readonly expires: Date }
  | { readonly state: "gone"; readonly expires?: never };

const DAY = 24 * 60 * 60 * 1000;

/** @param rawDays after how many days RAW lets go of an object */
export function rawState({ etag }: RawObject, current: CurrentObject | undefined, rawDays: number): RawState {
  if (current === undefined) return { state: "gone" };
  const isSame = etag === undefined || etag === current.etag;
  return { state: isSame ? "there" : "overwritten", expires: expiry(current.lastModified, rawDays) };
}

/**
 * S3 counts the days from the object's creation and rounds up to the next midnight, UTC.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function expiry(created: Date, days: number): Date {
  return new Date(Math.ceil((created.getTime() + days * DAY) / DAY) * DAY);
}
