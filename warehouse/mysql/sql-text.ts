/** A name in quotes, with the name of what it is in: `` `video`.`customers` ``. https://dev.mysql.com/doc/refman/8.4/en/identifiers.html */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `\`${name.replaceAll("`", "``")}\``).join(".");
}

/** Names in quotes, as a list. */
export function listOf(names: readonly string[]): string {
  return names.map((name) => quoted(name)).join(", ");
}

/** A text as a literal. A backslash would begin an escape. https://dev.mysql.com/doc/refman/8.4/en/string-literals.html */
export function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
