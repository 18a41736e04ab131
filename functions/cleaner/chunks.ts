/** Bytes as they come. */
export type Chunks = AsyncIterable<Buffer>;
