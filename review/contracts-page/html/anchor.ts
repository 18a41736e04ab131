/** The id of a collection's section. None of its characters is special, not even in a fragment. */
export function anchorOf(collection: string): string {
  return `collection-${collection.replace(/[^\w.-]/gu, (found) => `~${found.codePointAt(0)?.toString(16)}`)}`;
}
