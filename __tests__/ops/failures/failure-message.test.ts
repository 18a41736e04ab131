import { expect } from "chai";
import { readFailureRecord } from "../../../ops/failures/failure-message.ts";
import { BUCKET, cleanerRecord, FOLDER, pointer, record, s3Event } from "./records.ts";

describe("A message of the failure queue", () => {
  const read = (body: string) => readFailureRecord(body, BUCKET);
  const codes = (body: string) => read(body)?.failures.map(({ code }) => code);
  const event = s3Event(["a.csv.gz", "e1"]);

  it("has the cleaner's failure pointers, only for the objects that failed", () => {
    const both = s3Event(["a.csv.gz", "e1"], ["b.csv.gz", "e2"]);
    const found = read(
      cleanerRecord(both, pointer("b.csv.gz", "e2", { column: "contact.email", cause: "AccessDenied 403" })),
    );
    expect(found?.event).to.deep.equal(both);
    expect(found?.failures).to.deep.equal([
      {
        object: { bucket: BUCKET, key: `${FOLDER}/b.csv.gz`, etag: "e2" },
        code: "RECORD_WIDTH",
        line: 7,
        column: "contact.email",
        cause: "AccessDenied 403",
      },
    ]);
  });

  it("has one of Lambda's codes for every object of the event, if the function could not report itself", () => {
    const cases: readonly [object | null | undefined, string][] = [
      [
        { errorType: "Sandbox.Timedout", errorMessage: "RequestId: 1 Error: Task timed out after 900.00 seconds" },
        "LAMBDA_TIMEOUT",
      ],
      [{ errorMessage: "2026-02-22T10:15:00.000Z 1 Task timed out after 900.12 seconds" }, "LAMBDA_TIMEOUT"],
      [
        { errorType: "Runtime.OutOfMemory", errorMessage: "RequestId: 1 Error: Runtime exited" },
        "LAMBDA_OUT_OF_MEMORY",
      ],
      [
        {
          errorType: "Runtime.ExitError",
          errorMessage: "RequestId: 1 Error: Runtime exited with error: signal: killed",
        },
        "LAMBDA_OUT_OF_MEMORY",
      ],
      [
        {
          errorType: "Runtime.ExitError",
          errorMessage: "RequestId: 1 Error: Runtime exited with error: exit status 134",
        },
        "LAMBDA_EXITED",
      ],
      [{ errorMessage: "RequestId: 1 Process exited before completing request" }, "LAMBDA_EXITED"],
      [{ errorType: "Runtime.ImportModuleError", errorMessage: "Error: Cannot find module 'index'" }, "LAMBDA_FAILED"],
      [{ errorType: "States.Timeout", errorMessage: "See the function's log." }, "LAMBDA_TIMEOUT"],
      [{ errorType: "Lambda.TooManyRequestsException", errorMessage: "See the function's log." }, "LAMBDA_NOT_RUN"],
      [{ errorType: "Lambda.Unknown", errorMessage: "See the function's log." }, "LAMBDA_EXITED"],
      [{ errorType: "Lambda.ServiceException", errorMessage: "See the function's log." }, "LAMBDA_FAILED"],
      [{}, "LAMBDA_FAILED"],
      [null, "LAMBDA_NOT_RUN"],
      [undefined, "LAMBDA_NOT_RUN"],
    ];
    const both = s3Event(["a.csv.gz", "e1"], ["b.csv.gz", "e2"]);
    for (const [response, code] of cases) expect(codes(record(both, response)), code).to.deep.equal([code, code]);
  });

  it("has one failure without an object, if the event did not name a readable one", () => {
    expect(read(cleanerRecord({ hello: 1 }, { code: "EVENT_UNKNOWN", explanation: "" }))?.failures).to.deep.equal([
      { object: undefined, code: "EVENT_UNKNOWN", line: undefined, column: undefined, cause: undefined },
    ]);
    expect(read(record("hello", null))?.failures[0]).to.include({ object: undefined, code: "LAMBDA_NOT_RUN" });
  });

  it("accepts no text that has not the expected form, because it may quote data", () => {
    const leak = "ann@example.org is 42";
    const odd = pointer("a.csv.gz", leak, { line: leak, column: leak, cause: leak, explanation: leak, value: leak });
    const found = read(cleanerRecord(event, odd));
    expect(found?.failures[0]).to.include({ code: "RECORD_WIDTH" });
    expect(JSON.stringify(found?.failures)).not.to.include("ann@");
    expect(codes(cleanerRecord(event, pointer("a.csv.gz", "e1", { code: leak })))).to.deep.equal(["LAMBDA_FAILED"]);
    expect(JSON.stringify(read(record(event, { errorType: leak, errorMessage: leak }))?.failures)).not.to.include(
      "ann@",
    );
  });

  it("has what an earlier retry wrote into its event, if it has the expected form", () => {
    const earlier = { times: 3, first: "2026-02-20T00:00:00.000Z" };
    expect(read(record({ ...event, earlier }, null))?.earlier).to.deep.equal(earlier);
    for (const odd of [{ times: "3", first: earlier.first }, { times: 3, first: "yesterday" }, 3])
      expect(read(record({ ...event, earlier: odd }, null))?.earlier).to.equal(undefined);
  });

  it("is not the cleaner's, if it is not an invocation record or is about another bucket", () => {
    const other = { ...pointer("a.csv.gz", "e1"), bucket: "elsewhere" };
    const bodies = [
      "",
      "hello",
      "null",
      "[]",
      "{}",
      '{"requestPayload":{}}',
      JSON.stringify(event),
      cleanerRecord(event),
      cleanerRecord(event, other),
    ];
    for (const body of bodies) expect(read(body), body).to.equal(undefined);
  });
});
