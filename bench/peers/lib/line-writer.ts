import { Transform } from "node:stream";
import type { ToLine } from "./projector.ts";

/** Lines go to gzip in batches of this size: one by one, each would be a task for zlib's threads, which makes every peer slower. */
const BATCH_CHARACTERS = 64 * 1024;

/** A stream from the rows that a parser emits to NDJSON. */
export function lineWriter<Row>(toLine: ToLine<Row>): Transform {
  let lines = "";
  return new Transform({
    writableObjectMode: true,
    transform(row: Row, _encoding, done) {
      lines += toLine(row);
      if (lines.length < BATCH_CHARACTERS) return done();
      const batch = lines;
      lines = "";
      done(null, batch);
    },
    flush(done) {
      done(null, lines);
    },
  });
}
