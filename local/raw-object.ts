/** An object of the RAW bucket, and the file that holds its bytes. */
export interface RawObject {
  readonly key: string;
  readonly file: string;
}
