import { endOfName, sizeOf } from "./types.ts";

/** Where the value of a document's `_id` is; it is nearly always the first. */
export function findId(bytes: Buffer): { readonly type: number; readonly at: number } | undefined {
  for (let at = 4; bytes[at] !== 0; ) {
    const type = bytes[at] as number;
    const end = endOfName(bytes, at + 1);
    if (end - at === 4 && bytes.toString("latin1", at + 1, end) === "_id") return { type, at: end + 1 };
    at = end + 1 + sizeOf(bytes, type, end + 1);
  }
  return undefined;
}
