import { expect } from "chai";
import { tickets } from "../../../../local/rig/tickets.ts";
import type { S3Request } from "../../../../local/s3-request.ts";
import { cleanBodies, codes, keyOf, largeFile, useRig } from "./stage.ts";

describe("A process of the cleaner that is killed", () => {
  const rig = useRig();
  const file = tickets({ seed: 4, rows: 3000, noteLength: 100 });
  const key = keyOf("killed");
  const isMeant = (event: object) => JSON.stringify(event).includes(key);

  /** Kills whoever sends such a request, so many times. */
  function killAt(isIt: (request: S3Request) => boolean, signal: NodeJS.Signals, times = 1): () => number {
    let killed = 0;
    rig().s3.onRequest = (request) => {
      if (!isIt(request) || killed === times) return undefined;
      killed += rig().pool.kill(isMeant, signal);
      return { response: "never" };
    };
    return () => killed;
  }

  it("in the middle of an upload: a new one writes the object, and what the old one has left is no object", async () => {
    const killed = killAt(({ query }) => query.partNumber === "2", "SIGKILL");
    await rig().deliver(rig().put(key, largeFile()));
    expect([killed(), rig().landing().cleaned]).to.deep.equal([1, 1]);
    expectLeftUploads(1);
  });

  for (const [who, signal, method] of [
    ["Lambda, for lack of memory or of time, at its read", "SIGKILL", "GET"],
    ["Lambda, at its write", "SIGKILL", "PUT"],
    ["itself, its heap being full", "SIGABRT", "PUT"],
  ] as const) {
    it(`by ${who}: a new one writes the object`, async () => {
      const killed = killAt((request) => request.method === method, signal);
      await rig().deliver(rig().put(key, file));
      expect([killed(), rig().landing().cleaned]).to.deep.equal([1, 1]);
    });
  }

  it("after its object was written, before it knew: a new one writes the same bytes once more", async () => {
    let before: Buffer | undefined;
    const { s3, pool } = rig();
    s3.onRequest = ({ method, key: cleanKey }) => {
      const written = s3.objects.get(`clean/${cleanKey}`)?.body;
      if (method !== "PUT") return undefined;
      before ??= written;
      if (written !== undefined) return undefined;
      pool.kill(isMeant, "SIGKILL");
      return { response: "lost" };
    };
    await rig().deliver(rig().put(key, file));
    const [clean] = cleanBodies(s3);
    expect(before?.equals(clean as Buffer)).to.equal(true);
  });

  it("each time: what Lambda says of the event points at the object", async () => {
    const killed = killAt(({ method }) => method === "PUT", "SIGKILL", 3);
    await rig().deliver(rig().put(key, file));
    expect(killed()).to.equal(3);
    expect(codes(rig())).to.deep.equal(["LAMBDA_EXITED"]);
  });

  it("is not the only one who leaves parts: so does S3 when it refuses the abort too", async () => {
    const { s3, pool, put, deliver } = rig();
    s3.onRequest = ({ method, query }) =>
      query.partNumber === "1" || method === "DELETE" ? { status: 503, code: "SlowDown" } : undefined;
    const event = put(key, largeFile());
    expect((await pool.invoke(event)).error?.errorMessage).to.include("WRITE_FAILED");
    s3.onRequest = undefined;
    await deliver(event);
    expectLeftUploads(1);
  });

  /** Which a rule of the CLEAN bucket removes after a day: `__tests__/stacks/clean-bucket.test.ts`. */
  function expectLeftUploads(count: number): void {
    expect(rig().landing().problems).to.deep.equal([]);
    expect(rig().s3.uploadsInProgress).to.equal(count);
    rig().clear();
  }
});
