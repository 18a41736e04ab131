import { didYouMean } from "../command/did-you-mean.ts";
import type { AllowList } from "../contracts/mask.ts";

/** What to say of a collection that the allow-list does not have. */
export function unlisted(collection: string, allowList: AllowList): string {
  const listed = Object.keys(allowList);
  return `The allow-list has no ${collection}.${didYouMean(collection, listed)} Listed: ${listed.join(", ")}.`;
}
