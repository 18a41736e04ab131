import { expect } from "chai";
import { tickets } from "../../../../local/rig/tickets.ts";
import type { S3Request } from "../../../../local/s3-request.ts";
import { cleanBodies, codes, keyOf, largeFile, useRig } from "./use-rig.ts";

const V1 = tickets({ seed: 5, rows: 2000 });
const V2 = tickets({ seed: 6, rows: 1000 });

describe("Events of one key,", () => {
  const rig = useRig();
  const key = keyOf("LOAD00000001");
  const isPut = ({ method }: S3Request) => method === "PUT";
  const isComplete = ({ method, query }: S3Request) => method === "POST" && query.uploadId !== undefined;

  it("if one comes twice: there is one object, with the same bytes both times", async () => {
    const { s3, put, deliver } = rig();
    const event = put(key, V1);
    await deliver(event);
    const [first] = cleanBodies(s3);
    await deliver(event);
    expect(cleanBodies(s3)).to.deep.equal([first]);
    expect(s3.requests.filter(isPut)).to.have.length(2);
  });

  for (const [title, file, isLast] of [
    ["one part", () => V1, isPut],
    ["many parts", largeFile, isComplete],
  ] as const) {
    it(`if two processes handle one at the same time: there is one object of ${title}, whichever ends last`, async () => {
      const { s3, put, deliver } = rig();
      // Neither makes its last request before the other one is ready to make it.
      const bothThere = barrier(2);
      s3.onRequest = async (request) => {
        if (isLast(request)) await bothThere();
        return undefined;
      };
      const event = put(key, file());
      await Promise.all([deliver(event), deliver(event)]);
      expect(cleanBodies(s3)).to.have.length(1);
    });
  }

  it("if one comes twice and fails: there are two messages and one pointer", async () => {
    const { put, deliver, landing, failures } = rig();
    const event = put(key, tickets({ seed: 7, rows: 10, poison: "misaligned" }));
    await Promise.all([deliver(event), deliver(event)]);
    expect(failures).to.have.length(2);
    expect(landing().failed).to.equal(1);
  });

  it("in the wrong order: the new version is cleaned, and a pointer says that the old one is gone", async () => {
    const { put, deliver } = rig();
    const [old, young] = [put(key, V1), put(key, V2)];
    await deliver(young);
    await deliver(old);
    expect(codes(rig())).to.deep.equal(["OBJECT_CHANGED"]);
    expect(rig().landing()).to.include({ cleaned: 1, failed: 1, rowsOut: 1000, rowsFailed: 2000 });
  });

  it("one for each version, before and after a reload: there is an object for each version", async () => {
    const { put, deliver } = rig();
    await deliver(put(key, V1));
    await deliver(put(key, V2));
    expect(rig().landing()).to.include({ cleaned: 2, failed: 0, rowsOut: 3000 });
  });

  it("if the object is overwritten while it is read: the old version lands whole, and the new one, too", async () => {
    const { s3, put, deliver } = rig();
    let later: Promise<void> | undefined;
    s3.onRequest = ({ query }) => {
      // At this point the first part is full, and the rest is not read yet.
      if (query.uploads !== undefined) later ??= deliver(put(key, V2));
      return undefined;
    };
    await deliver(put(key, largeFile()));
    await later;
    expect(rig().landing()).to.include({ versions: 2, cleaned: 2, failed: 0 });
  });

  it("if the object is overwritten while it is read and the read is cut off: no object mixes both versions", async () => {
    const { s3, put, deliver } = rig();
    let later: Promise<void> | undefined;
    s3.onRequest = ({ method }) => {
      if (method !== "GET" || later !== undefined) return undefined;
      later = Promise.resolve().then(() => deliver(put(key, V2)));
      return { cutAfter: V1.body.length >> 1 };
    };
    await deliver(put(key, V1));
    await later;
    expect(codes(rig())).to.deep.equal(["OBJECT_CHANGED"]);
    expect(rig().landing()).to.include({ versions: 2, cleaned: 1, failed: 1, rowsOut: 1000 });
  });

  it("if the object has expired before it was read: there is a pointer", async () => {
    const { s3, put, deliver } = rig();
    const event = put(key, V1);
    s3.objects.clear();
    await deliver(event);
    expect(codes(rig())).to.deep.equal(["OBJECT_MISSING"]);
  });

  // Nobody may read CLEAN, not even the cleaner. So there is a false alarm, in a very rare case.
  it("if one comes again after its object was cleaned and overwritten: there is a pointer, and the object too", async () => {
    const { put, deliver, landing, clear } = rig();
    const old = put(key, V1);
    await deliver(old);
    await deliver(put(key, V2));
    await deliver(old);
    expect(codes(rig())).to.deep.equal(["OBJECT_CHANGED"]);
    const [problem, ...others] = landing().problems;
    expect(problem).to.match(/has both a failure pointer and a CLEAN object$/);
    expect(others).to.deep.equal([]);
    clear();
  });
});

/** A function that resolves for all callers when the last of them has called it. */
function barrier(parties: number): () => Promise<void> {
  let arrived = 0;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return () => {
    if (++arrived === parties) release();
    return released;
  };
}
