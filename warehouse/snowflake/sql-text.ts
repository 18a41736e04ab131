/** A text as a literal. A backslash would begin an escape. https://docs.snowflake.com/en/sql-reference/data-types-text */
export function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** The names as a path into a VARIANT: `src:"shipping"."carrier"`. */
export function pathIn(root: string, path: readonly string[]): string {
  return path.length === 0 ? root : `${root}:${path.map(quoted).join(".")}`;
}

/** Lines of a list, each indented, with commas: `a,\n  b`. */
export function list(items: readonly string[], indent = 2): string {
  return items.join(`,\n${" ".repeat(indent)}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
