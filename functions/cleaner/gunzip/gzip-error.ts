/** What is wrong with a gzip file. The messages name no bytes of it. */
export class GzipError extends Error {
  override readonly name = "GzipError";

  /** Whether all members are whole, but something else follows them. */
  readonly isTrailing: boolean;

  constructor(message: string, isTrailing = false) {
    super(message);
    this.isTrailing = isTrailing;
  }
}

export function trailingBytes(): GzipError {
  return new GzipError("What follows is neither a gzip member nor padding.", true);
}
