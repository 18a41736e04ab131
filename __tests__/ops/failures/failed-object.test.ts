import { expect } from "chai";
import { type FailureMessage, groupFailures } from "../../../ops/failures/failed-object.ts";
import { type Earlier, readFailureRecord } from "../../../ops/failures/failure-message.ts";
import { BUCKET, cleanerRecord, pointer, s3Event } from "./records.ts";

describe("Failed objects", () => {
  it("are grouped by version and code, with the number of times, the first and last time, and the position of the last", () => {
    const failed = groupFailures([
      message("2026-02-22T12:00:00Z", pointer("a", "e1", { line: 9 })),
      message("2026-02-22T11:00:00Z", pointer("a", "e1", { line: 8 })),
      message("2026-02-22T13:00:00Z", pointer("a", "e2"), pointer("b", "e3")),
      message("2026-02-22T14:00:00Z", pointer("a", "e1", { code: "GZIP_BROKEN" })),
    ]);
    expect(
      failed.map(({ object, code, line, times }) => [object?.key.slice(-1), object?.etag, code, line, times]),
    ).to.deep.equal([
      ["a", "e1", "GZIP_BROKEN", 7, 1],
      ["a", "e1", "RECORD_WIDTH", 9, 2],
      ["a", "e2", "RECORD_WIDTH", 7, 1],
      ["b", "e3", "RECORD_WIDTH", 7, 1],
    ]);
    expect([failed[1]?.first, failed[1]?.last]).to.deep.equal([
      new Date("2026-02-22T11:00:00Z"),
      new Date("2026-02-22T12:00:00Z"),
    ]);
  });

  it("also count failures before a retry", () => {
    const earlier = { times: 2, first: "2026-02-20T00:00:00.000Z" };
    const [failed] = groupFailures([
      message("2026-02-22T12:00:00Z", pointer("a", "e1")),
      again("2026-02-22T13:00:00Z", earlier, pointer("a", "e1")),
    ]);
    expect(failed).to.include({ times: 4 });
    expect(failed?.first).to.deep.equal(new Date(earlier.first));
  });
});

function message(sent: string, ...pointers: readonly object[]): FailureMessage {
  return parsed(sent, cleanerRecord(s3Event(), ...pointers));
}

function again(sent: string, earlier: Earlier, ...pointers: readonly object[]): FailureMessage {
  return parsed(sent, cleanerRecord({ ...s3Event(), earlier }, ...pointers));
}

function parsed(sent: string, body: string): FailureMessage {
  const found = readFailureRecord(body, BUCKET);
  if (!found) throw new Error("The fixture is not a failure record.");
  return { ...found, id: sent, sent: new Date(sent) };
}
