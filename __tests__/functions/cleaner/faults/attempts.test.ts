import { expect } from "chai";
import { tickets } from "../../../../local/rig/tickets.ts";
import { keyOf, useRig } from "./use-rig.ts";

describe("The cleaner's S3 clients, with the shipped settings,", () => {
  const rig = useRig({ processes: 1, variables: {} });

  it("make more than one attempt at a request, so that a busy S3 does not fail the whole object", async () => {
    const { s3, put, pool } = rig();
    const busy = new Set(["GET", "PUT"]);
    s3.onRequest = ({ method }) => (busy.delete(method) ? { status: 503, code: "SlowDown" } : undefined);
    const { error } = await pool.invoke(put(keyOf("x"), tickets({ seed: 1, rows: 10 })));
    expect(error).to.equal(undefined);
    expect(s3.requests.map(({ method }) => method)).to.deep.equal(["GET", "GET", "PUT", "PUT"]);
  });

  it("do not retry a body that is cut off: Lambda's next try starts again", async () => {
    const { s3, put, deliver } = rig();
    const cuts = [{ cutAfter: 50 }];
    s3.onRequest = ({ method }) => (method === "GET" ? cuts.pop() : undefined);
    await deliver(put(keyOf("x"), tickets({ seed: 1, rows: 10 })));
    expect(s3.requests.map(({ method }) => method)).to.deep.equal(["GET", "GET", "PUT"]);
  });
});
