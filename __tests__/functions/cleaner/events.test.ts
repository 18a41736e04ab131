import { expect } from "chai";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { readMessages, readObjects } from "../../../functions/cleaner/events.ts";
import { fixture, sqs } from "./event-fixtures.ts";

describe("An event", () => {
  it("names the object of an S3 notification, with its ETag", () => {
    expect(readObjects(fixture("s3-put"))).to.deep.equal([
      {
        bucket: "raw-bucket",
        key: "mongodb-data/legion/audit/LOAD00000001.csv.gz",
        etag: "d41d8cd98f00b204e9800998ecf8427e",
      },
    ]);
  });

  it("has its key decoded as in a form: a plus is a space, then percent", () => {
    expect(readObjects(fixture("s3-multipart-encoded-key"))[0]).to.have.property(
      "key",
      "mongodb-data/legion/audit/a b +cé.csv.gz",
    );
  });

  it("has its key as it is if it came through EventBridge", () => {
    expect(readObjects(fixture("eventbridge-object-created"))).to.deep.equal([
      { bucket: "raw-bucket", key: "mongodb-data/legion/audit/a+b c.csv.gz", etag: "b1946ac92492d2347c6235b4d2611184" },
    ]);
  });

  it("names nothing if S3 only tests the notification", () => {
    expect(readObjects(fixture("s3-test-event"))).to.deep.equal([]);
  });

  it("names several objects if it has several records", () => {
    const [record] = (fixture("s3-put") as { Records: unknown[] }).Records;
    expect(readObjects({ Records: [record, record] })).to.have.length(2);
  });

  const [good] = (fixture("s3-put") as { Records: object[] }).Records;
  const unreadable: readonly [string, unknown][] = [
    ["an object was removed", fixture("s3-removed")],
    ["it has a later major version", fixture("s3-next-major-version")],
    ["its major version only begins with a 2", { Records: [{ ...good, eventVersion: "20.0" }] }],
    ["its name only begins like that of a creation", { Records: [{ ...good, eventName: "ObjectCreatedLater" }] }],
    ["its key can't be decoded", fixture("s3-broken-key")],
    ["it is not an S3 record", { Records: [{ eventSource: "aws:sns", Sns: {} }] }],
  ];
  for (const [title, event] of unreadable) {
    it(`has an error in place of a record, and goes on to the next, if ${title}`, () => {
      const { Records } = event as { Records: object[] };
      const [bad, next] = readObjects({ Records: [...Records, good] });
      expect(bad).to.be.instanceOf(CleanerError).and.have.property("code", "EVENT_UNKNOWN");
      expect(next).to.have.property("bucket", "raw-bucket");
    });
  }

  const unknown: readonly [string, unknown][] = [
    ["it has neither records nor a detail", {}],
    ["its detail names no object", { "detail-type": "Object Created", detail: { bucket: { name: "b" } } }],
    ["it is undefined", undefined],
  ];
  for (const [title, event] of unknown) {
    it(`is refused if ${title}`, () => {
      expect(() => readObjects(event)).to.throw(CleanerError, "EVENT_UNKNOWN");
    });
  }

  it("is one message unless it is a batch of SQS messages, each with its id", () => {
    expect(readMessages(fixture("s3-put"))).to.deep.equal([{ id: undefined, event: fixture("s3-put") }]);
    const batch = sqs(
      ["1", JSON.stringify(fixture("s3-put"))],
      ["2", JSON.stringify(fixture("s3-test-event"))],
      ["3", "{no json"],
    );
    expect(readMessages(batch)).to.deep.equal([
      { id: "1", event: fixture("s3-put") },
      { id: "2", event: fixture("s3-test-event") },
      { id: "3", event: undefined },
    ]);
  });
});
