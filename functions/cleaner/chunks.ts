/** Bytes as they come. Each source says whether its buffers may be kept. */
export type Chunks = AsyncIterable<Buffer>;
