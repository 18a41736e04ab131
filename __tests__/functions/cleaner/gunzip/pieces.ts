import type { Chunks } from "../../../../functions/cleaner/chunks.ts";

/** Bytes as they arrive: in pieces of these sizes, the last of which is that of all further ones. */
export async function* inPieces(bytes: Buffer, ...sizes: readonly number[]): Chunks {
  yield* cutInto(bytes, sizes);
}

/** The same without waiting. */
export function* cutInto(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[Math.min(index, sizes.length - 1)] as number;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** All bytes of a stream that overwrites a buffer when the next is asked for. */
export async function collect(chunks: Chunks): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const chunk of chunks) read.push(Buffer.from(chunk));
  return Buffer.concat(read);
}
