import type { Personal } from "../../contracts/field.ts";

/** Makes tables and loads them; sees keys in clear, because it looks rows up by them. */
export const LOADER = "clearwell_loader";

/** Reads the views, personal values hidden. */
export const READER = "clearwell_reader";

/** The role that sees the values of one kind in clear, beside what the reader sees: `clearwell_read_pii_email`. */
export function readerOf({ tag, kind }: Pick<Personal, "tag" | "kind">): string {
  return `clearwell_read_${tag}_${kind}`;
}
