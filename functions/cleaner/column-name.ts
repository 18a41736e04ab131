const PRINTABLE = /^[A-Za-z0-9_.]{1,64}$/;

/**
 * The two characters of a line end, which DMS writes if a tool passes CsvRowDelimiter without interpreting the escape:
 * https://github.com/hashicorp/terraform-provider-aws/issues/27283
 */
export const TYPED_LINE_ENDS = ["\\n", "\\r"] as const;

/**
 * Whether a header may appear in logs and errors. DMS flattens maps, so a map's keys become headers (`contacts.ann@example.org`) and
 * may be personal. Therefore only a plain identifier path is printed.
 */
export function isPrintable(name: string): boolean {
  return PRINTABLE.test(name);
}

/**
 * Whether a header may have rows in it, because rows do not end in LF: then its other names may be values, and none may be printed.
 * A line end of any kind is a control character, one of Unicode's own, or typed.
 */
export function mayHaveRows(header: readonly string[]): boolean {
  return header.some(
    (name) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) || TYPED_LINE_ENDS.some((typed) => name.includes(typed)),
  );
}

/** The name of a column, or its place in the header if the name may not be printed. */
export function columnName(header: readonly string[], index: number): string {
  const name = header[index];
  return name !== undefined && isPrintable(name) && !mayHaveRows(header) ? name : `#${index + 1}`;
}
