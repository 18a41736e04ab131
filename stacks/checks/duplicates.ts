/** The values that more than one item has, each once. */
export function duplicates<Item>(items: readonly Item[], value: (item: Item) => string): string[] {
  const values = items.map(value);
  return [...new Set(values.filter((found, index) => values.indexOf(found) !== index))];
}
