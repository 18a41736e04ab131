import type { RawObject } from "../../functions/cleaner/events.ts";
import { expiry } from "../raw-retention.ts";

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

/** @param rawDays after how many days RAW lets go of an object */
export function rawState({ etag }: RawObject, current: CurrentObject | undefined, rawDays: number): RawState {
  if (current === undefined) return { state: "gone" };
  const isSame = etag === undefined || etag === current.etag;
  return { state: isSame ? "there" : "overwritten", expires: expiry(current.lastModified, rawDays) };
}
