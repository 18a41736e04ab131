import { Transform } from "node:stream";
import type { ToLine } from "./projector.ts";

/** Lines that go to gzip together: one by one, each would be a task for zlib's threads, and every peer would lose by that. */
const BATCH_CHARACTERS = 64 * 1024;

/** A stream from rows, as a parser's stream emits them, to NDJSON. */
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
