import { expect } from "chai";
import { readFailureRecord } from "../../../ops/failures/failure-message.ts";
import { BUCKET, FOLDER, ownRecord, pointer, record, s3Event } from "./records.ts";

describe("A message of the failure queue", () => {
  const read = (body: string) => readFailureRecord(body, BUCKET);
  const codes = (body: string) => read(body)?.failures.map(({ code }) => code);
  const event = s3Event(["a.csv.gz", "e1"]);

  it("gives the cleaner's own pointers, only of the objects that failed", () => {
    const both = s3Event(["a.csv.gz", "e1"], ["b.csv.gz", "e2"]);
    const found = read(
      ownRecord(both, pointer("b.csv.gz", "e2", { column: "contact.email", cause: "AccessDenied 403" })),
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

  it("gives every object of the event one of Lambda's codes where the function could not speak", () => {
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

  it("keeps one failure without an object where the event named none that could be read", () => {
    expect(read(ownRecord({ hello: 1 }, { code: "EVENT_UNKNOWN", explanation: "" }))?.failures).to.deep.equal([
      { object: undefined, code: "EVENT_UNKNOWN", line: undefined, column: undefined, cause: undefined },
    ]);
    expect(read(record("hello", null))?.failures[0]).to.include({ object: undefined, code: "LAMBDA_NOT_RUN" });
  });

  it("lets through no text that is not of the shape it should have, for it may quote the data", () => {
    const leak = "ann@example.org is 42";
    const odd = pointer("a.csv.gz", leak, { line: leak, column: leak, cause: leak, explanation: leak, value: leak });
    const found = read(ownRecord(event, odd));
    expect(found?.failures[0]).to.include({ code: "RECORD_WIDTH" });
    expect(JSON.stringify(found?.failures)).not.to.include("ann@");
    expect(codes(ownRecord(event, pointer("a.csv.gz", "e1", { code: leak })))).to.deep.equal(["LAMBDA_FAILED"]);
    expect(JSON.stringify(read(record(event, { errorType: leak, errorMessage: leak }))?.failures)).not.to.include(
      "ann@",
    );
  });

  it("takes what an earlier retry wrote into its event, where it has the shape", () => {
    const earlier = { times: 3, first: "2026-02-20T00:00:00.000Z" };
    expect(read(record({ ...event, earlier }, null))?.earlier).to.deep.equal(earlier);
    for (const odd of [{ times: "3", first: earlier.first }, { times: 3, first: "yesterday" }, 3])
      expect(read(record({ ...event, earlier: odd }, null))?.earlier).to.equal(undefined);
  });

  it("is not ours where it is no invocation record, or speaks of another bucket", () => {
    const other = { ...pointer("a.csv.gz", "e1"), bucket: "elsewhere" };
    const bodies = [
      "",
      "hello",
      "null",
      "[]",
      "{}",
      '{"requestPayload":{}}',
      JSON.stringify(event),
      ownRecord(event),
      ownRecord(event, other),
    ];
    for (const body of bodies) expect(read(body), body).to.equal(undefined);
  });
});
