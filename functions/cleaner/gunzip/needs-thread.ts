/** Bytes of a RAW file from which on a second thread saves more time than its start takes: some 50 ms. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** Whether a file is inflated on a thread of its own. @param rawBytes its size @param processors that the process may use */
export function needsThread(rawBytes: number, processors: number): boolean {
  return rawBytes >= LARGE_BYTES && processors > 1;
}
