/**
 * Of a Kinesis stream: AWS's own choice, or a number of shards, each of which takes 1,000 records and 1 MB a second.
 * https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
export type StreamCapacity = "on-demand" | { readonly shards: number };
