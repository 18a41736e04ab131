import { didYouMean } from "../command/did-you-mean.ts";
import type { AllowList } from "../contracts/mask.ts";

/** The message about a collection that is not in the allow-list. */
export function unlisted(collection: string, allowList: AllowList): string {
  const listed = Object.keys(allowList);
  return `${collection} is not in the allow-list.${didYouMean(collection, listed)} Listed: ${listed.join(", ")}.`;
}
