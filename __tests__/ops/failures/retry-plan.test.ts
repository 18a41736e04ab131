import { expect } from "chai";
import { readObjects } from "../../../functions/cleaner/events.ts";
import type { FailureMessage } from "../../../ops/failures/failed-object.ts";
import { readFailureRecord } from "../../../ops/failures/failure-message.ts";
import { planRetry } from "../../../ops/failures/retry-plan.ts";
import { BUCKET, cleanerRecord, FOLDER, pointer, record, s3Event } from "./records.ts";

describe("The plan of a retry", () => {
  const sent = "2026-02-22T10:15:00.000Z";
  const now = (...objects: readonly (readonly [name: string, etag: string])[]) =>
    new Map(objects.map(([name, etag]) => [`${FOLDER}/${name}`, { etag, lastModified: new Date(sent) }]));

  it("has each object once, however many messages name it, as an event that the cleaner can read", () => {
    const messages = [
      message("1", cleanerRecord(s3Event(), pointer("a b+c", "e1"))),
      message("2", cleanerRecord(s3Event(), pointer("a b+c", "e1", { code: "GZIP_BROKEN" }), pointer("d", "e2"))),
    ];
    const { retries, gone } = planRetry(messages, now(["a b+c", "e1"], ["d", "e2"]));
    expect(retries.map(({ event }) => readObjects(event))).to.deep.equal([
      [{ bucket: BUCKET, key: `${FOLDER}/a b+c`, etag: "e1" }],
      [{ bucket: BUCKET, key: `${FOLDER}/d`, etag: "e2" }],
    ]);
    expect(gone).to.deep.equal([]);
  });

  it("has the newer version if the one that failed was overwritten, and says so", () => {
    const messages = [
      message("1", cleanerRecord(s3Event(), pointer("a", "old"))),
      message("2", cleanerRecord(s3Event(), pointer("b", "old"), pointer("b", "new"))),
    ];
    const { retries } = planRetry(messages, now(["a", "new"], ["b", "new"]));
    expect(retries.map(({ event, isNewer }) => [readObjects(event)[0], isNewer])).to.deep.equal([
      [{ bucket: BUCKET, key: `${FOLDER}/a`, etag: "new" }, true],
      [{ bucket: BUCKET, key: `${FOLDER}/b`, etag: "new" }, false],
    ]);
  });

  it("has no object that is gone from RAW", () => {
    const { retries, gone } = planRetry([message("1", cleanerRecord(s3Event(), pointer("a", "e1")))], now());
    expect([retries, gone]).to.deep.equal([[], [`${FOLDER}/a`]]);
  });

  it("has the event as it was if it named no object, once for each message", () => {
    const unknown = { code: "EVENT_UNKNOWN", explanation: "" };
    const messages = [message("1", cleanerRecord({ hello: 1 }, unknown)), message("2", record("hello", null))];
    const { retries } = planRetry(messages, now());
    const earlier = { times: 1, first: sent };
    expect(retries).to.deep.equal([
      { subject: "1", isNewer: false, event: { hello: 1, earlier } },
      { subject: "2", isNewer: false, event: "hello" },
    ]);
  });

  it("adds to the event how often the object failed, so that this is known if it fails again", () => {
    const first = cleanerRecord(s3Event(), pointer("a", "e1"));
    const [retry] = planRetry([message("1", first), message("2", first)], now(["a", "e1"])).retries;
    const again = readFailureRecord(cleanerRecord(retry?.event, pointer("a", "e1")), BUCKET);
    expect(again?.earlier).to.deep.equal({ times: 2, first: sent });
  });

  function message(id: string, body: string): FailureMessage {
    const found = readFailureRecord(body, BUCKET);
    if (!found) throw new Error("The fixture is not a failure record.");
    return { ...found, id, sent: new Date(sent) };
  }
});
