import { didYouMean } from "../command/did-you-mean.ts";

/** The message about a collection that is not in the allow-list. */
export function unlisted(collection: string, listed: readonly string[]): string {
  return `${collection} is not in the allow-list.${didYouMean(collection, listed)} Listed: ${listed.join(", ")}.`;
}
