import type { RawObject } from "../../functions/cleaner/events.ts";
import { expiry } from "../raw-retention.ts";

/** What RAW has under a key now. */
export interface CurrentObject {
  readonly etag: string;
  readonly lastModified: Date;
}

/**
 * Whether the version that failed can still be cleaned. `overwritten`: the key has a newer version, which has caused its own event.
 * `gone`: the object expired or was deleted.
 */
export type RawState =
  | { readonly state: "there" | "overwritten"; readonly expires: Date }
  | { readonly state: "gone"; readonly expires?: never };

/** @param rawDays days after which an object expires */
export function rawState({ etag }: RawObject, current: CurrentObject | undefined, rawDays: number): RawState {
  if (current === undefined) return { state: "gone" };
  const isSame = etag === undefined || etag === current.etag;
  return { state: isSame ? "there" : "overwritten", expires: expiry(current.lastModified, rawDays) };
}
