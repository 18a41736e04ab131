/** A database or a table as a part of names in AWS: `order_items` becomes `order-items`. */
export function namePart(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** What is special in the names of a table's stream and of its delivery stream, after the stack's own prefix: `video-transactions`. */
export function streamPart(database: string, table: string): string {
  return `${namePart(database)}-${namePart(table)}`;
}
