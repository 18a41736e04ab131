const PRINTABLE = /^[A-Za-z0-9_.]{1,64}$/;

/**
 * Whether a header may appear in logs and errors. DMS flattens maps, so a map's keys become headers (`contacts.ann@example.org`) and
 * may be personal. Therefore only a plain identifier path is printed.
 */
export function isPrintable(name: string): boolean {
  return PRINTABLE.test(name);
}

/** The name, or its place in the header if the name may not be printed. */
export function printable(name: string | undefined, index: number): string {
  return name !== undefined && isPrintable(name) ? name : `#${index + 1}`;
}
