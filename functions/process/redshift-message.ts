/**
 * Whether a transaction failed because of another one, and may succeed if it is tried again: 1023 is Redshift's serializable isolation
 * violation. https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation-serializable-isolation-troubleshooting.html
 *
 * Two that make the same schema at once meet in the catalog, in spite of IF NOT EXISTS.
 */
export function isConflict(message: string): boolean {
  const conflicts = /\b1023\b|serializ|deadlock|concurrent transaction|concurrently updated|could not open relation/i;
  return conflicts.test(message) || /duplicate key .*\bpg_(namespace|class|type)_/.test(message);
}

/** The number in a message: the rest of it may quote the data. */
export function numberIn(message: string): string | undefined {
  return /\bcode:?\s*(\d{4,5})\b/i.exec(message)?.[1] ?? /\bERROR:\s*(\d{4,5})\b/.exec(message)?.[1];
}
