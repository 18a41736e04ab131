import { expect } from "chai";
import { tickets } from "../../../../local/rig/tickets.ts";
import type { S3Request } from "../../../../local/s3-request.ts";
import { sample } from "../../../thoroughness.ts";
import { cleanBodies, codes, keyOf, largeFile, useRig } from "./use-rig.ts";

describe("If a process of the cleaner is killed", () => {
  const rig = useRig();
  const file = tickets({ seed: 4, rows: 3000, noteLength: 100 });
  const key = keyOf("killed");
  const isOurs = (event: object) => JSON.stringify(event).includes(key);

  /** Kills the process that sends a matching request, so many times. @returns the number of kills so far */
  function killAt(matches: (request: S3Request) => boolean, signal: NodeJS.Signals, times = 1): () => number {
    let killed = 0;
    rig().s3.onRequest = (request) => {
      if (!matches(request) || killed === times) return undefined;
      killed += rig().pool.kill(isOurs, signal);
      return { response: "never" };
    };
    return () => killed;
  }

  it("in the middle of an upload, a new process writes the object, and the old upload never becomes an object", async () => {
    const killed = killAt(({ query }) => query.partNumber === "2", "SIGKILL");
    await rig().deliver(rig().put(key, largeFile()));
    expect([killed(), rig().landing().cleaned]).to.deep.equal([1, 1]);
    expectLeftUploads(1);
  });

  for (const [when, signal, method] of sample([
    ["by Lambda while it reads, because memory or time is used up", "SIGKILL", "GET"],
    ["by Lambda while it writes", "SIGKILL", "PUT"],
    ["by itself, because its heap is full", "SIGABRT", "PUT"],
  ] as const)) {
    it(`${when}, a new process writes the object`, async () => {
      const killed = killAt((request) => request.method === method, signal);
      await rig().deliver(rig().put(key, file));
      expect([killed(), rig().landing().cleaned]).to.deep.equal([1, 1]);
    });
  }

  it("after its object was written and before the response, a new process writes the same bytes again", async () => {
    let before: Buffer | undefined;
    const { s3, pool } = rig();
    s3.onRequest = ({ method, key: cleanKey }) => {
      const written = s3.objects.get(`clean/${cleanKey}`)?.body;
      if (method !== "PUT") return undefined;
      before ??= written;
      if (written !== undefined) return undefined;
      pool.kill(isOurs, "SIGKILL");
      return { response: "lost" };
    };
    await rig().deliver(rig().put(key, file));
    const [clean] = cleanBodies(s3);
    expect(before?.equals(clean as Buffer)).to.equal(true);
  });

  it("on each try, Lambda's failure record names the object", async () => {
    const killed = killAt(({ method }) => method === "PUT", "SIGKILL", 3);
    await rig().deliver(rig().put(key, file));
    expect(killed()).to.equal(3);
    expect(codes(rig())).to.deep.equal(["LAMBDA_EXITED"]);
  });

  it("or if S3 refuses the abort, too, the parts of an upload stay", async () => {
    const { s3, pool, put, deliver } = rig();
    s3.onRequest = ({ method, query }) =>
      query.partNumber === "1" || method === "DELETE" ? { status: 503, code: "SlowDown" } : undefined;
    const event = put(key, largeFile());
    expect((await pool.invoke(event)).error?.errorMessage).to.include("WRITE_FAILED");
    s3.onRequest = undefined;
    await deliver(event);
    expectLeftUploads(1);
  });

  /** A lifecycle rule of the CLEAN bucket removes them after a day: `__tests__/stacks/clean-bucket.test.ts`. */
  function expectLeftUploads(count: number): void {
    expect(rig().landing().problems).to.deep.equal([]);
    expect(rig().s3.uploadsInProgress).to.equal(count);
    rig().clear();
  }
});
