/** A user's own example of a collection: a RAW file, and what is expected to leave of it. Both are paths. */
export interface Example {
  readonly database: string;
  readonly collection: string;
  /** The name of both files, without its extension. */
  readonly title: string;
  readonly csv: string;
  readonly ndjson: string;
}
