/** What the assembly found, or why it stopped reading, in the order of the numbers in `assembly/status.ts`. */
export const STATUSES = [
  "incomplete",
  "record",
  "blank",
  "too-large",
  "unclosed",
  "trailing",
  "bare",
  "width",
  "misaligned",
  "op-unknown",
] as const;

export type Status = (typeof STATUSES)[number];
