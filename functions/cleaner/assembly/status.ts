/** What was found, or why reading stopped; by their numbers also in `bytes/status.ts`. */
export enum Status {
  /** All that was whole was read. */
  Incomplete,
  Record,
  /** A line with nothing on it. */
  Blank,
  TooLarge,
  Unclosed,
  Trailing,
  Bare,
  Width,
  Misaligned,
  OpUnknown,
}
