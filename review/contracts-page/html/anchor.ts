/** The id of a collection's section. In a fragment, too, no character of it has a meaning of its own. */
export function anchorOf(collection: string): string {
  return `collection-${collection.replace(/[^\w.-]/gu, (found) => `~${found.codePointAt(0)?.toString(16)}`)}`;
}
