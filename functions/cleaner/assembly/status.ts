/** What was found, or why reading stopped; `bytes/status.ts` has the same numbers. */
export enum Status {
  /** All complete records were read. */
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
