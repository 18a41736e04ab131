/** A text in a document (a name or a value), and its path. */
export interface Found {
  readonly path: string;
  readonly text: string;
}

/** Every text of a document, including names: Terraform expands templates in names, too. */
export function textsIn(document: unknown, path: string): Found[] {
  if (typeof document === "string") return [{ path, text: document }];
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([name, value]) => [
    { path, text: name },
    ...textsIn(value, `${path}.${name}`),
  ]);
}
