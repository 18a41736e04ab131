import { expect } from "chai";
import type { Rig } from "../../../../local/rig/rig.ts";
import { tickets } from "../../../../local/rig/tickets.ts";
import type { Fault } from "../../../../local/s3-fault.ts";
import type { S3Request } from "../../../../local/s3-request.ts";
import { sample } from "../../../thoroughness.ts";
import { cleanBodies, codes, keyOf, largeFile, useRig } from "./use-rig.ts";

/** A fault at the first matching request. */
interface WriteFault {
  readonly title: string;
  readonly at: (request: S3Request) => boolean;
  readonly fault: Fault;
}

const isPut = ({ method, query }: S3Request) => method === "PUT" && query.partNumber === undefined;
const isCreate = ({ query }: S3Request) => query.uploads !== undefined;
const isPart = (number: string) => (request: S3Request) => request.query.partNumber === number;
const isComplete = ({ method, query }: S3Request) => method === "POST" && query.uploadId !== undefined;

const ERROR: Fault = { status: 500, code: "InternalError" };
const SLOW_DOWN: Fault = { status: 503, code: "SlowDown" };

const PUT_FAULTS: readonly WriteFault[] = [
  { title: "responds with 500", at: isPut, fault: ERROR },
  { title: "responds with 503", at: isPut, fault: SLOW_DOWN },
  { title: "resets the connection at once", at: isPut, fault: { cutAfter: 0 } },
  { title: "resets the connection in the middle", at: isPut, fault: { cutAfter: 100_000 } },
];

const CREATE_BUSY: WriteFault = { title: "503 to CreateMultipartUpload", at: isCreate, fault: SLOW_DOWN };
const PART_ERROR: WriteFault = { title: "500 to a part", at: isPart("1"), fault: ERROR };
const PART_CUT: WriteFault = {
  title: "a reset in the middle of a part",
  at: isPart("1"),
  fault: { cutAfter: 2_000_000 },
};
const LAST_CUT: WriteFault = { title: "a reset in the last part", at: isPart("2"), fault: { cutAfter: 50_000 } };
const COMPLETE_BUSY: WriteFault = { title: "503 to CompleteMultipartUpload", at: isComplete, fault: SLOW_DOWN };
const COMPLETE_ERROR: WriteFault = {
  title: "200 to CompleteMultipartUpload, with an error in it",
  at: isComplete,
  fault: { status: 200, code: "InternalError" },
};

describe("If CLEAN, at a PUT,", () => {
  const rig = useRig();
  const file = tickets({ seed: 2, rows: 3000, noteLength: 100 });

  for (const { title, at, fault } of sample(PUT_FAULTS)) {
    it(`${title}: the next try writes the object; if it happens each time, there is a pointer`, async () => {
      const { s3, put, deliver } = rig();
      const always = put(keyOf("always"), file);
      const once = put(keyOf("once"), file);
      const faulty = [true];
      s3.onRequest = (request) => {
        if (!at(request)) return undefined;
        return request.key.includes("/always.") || faulty.pop() ? fault : undefined;
      };
      await Promise.all([deliver(once), deliver(always)]);
      expect(codes(rig())).to.deep.equal(["WRITE_FAILED"]);
      expect(rig().landing()).to.include({ cleaned: 1, failed: 1 });
    });
  }

  it("has written the object and the response is lost: the next try writes the same bytes again", async () => {
    await deliverWithLostResponse(rig(), isPut, rig().put(keyOf("lost"), file));
  });

  // No writer can distinguish a lost response from a lost request. That is harmless: a retry writes the same object again.
  it("loses the response to every try: there is a pointer, and the object too", async () => {
    const { s3, put, deliver, landing, clear } = rig();
    s3.onRequest = (request) => (isPut(request) ? { response: "lost" } : undefined);
    await deliver(put(keyOf("lost"), file));
    const [problem, ...others] = landing().problems;
    expect(problem).to.match(/has both a failure pointer and a CLEAN object$/);
    expect(others).to.deep.equal([]);
    clear();
  });
});

describe("If CLEAN, in an upload of many parts,", () => {
  const rig = useRig();

  const pairs: readonly (readonly WriteFault[])[] = [
    [CREATE_BUSY, PART_ERROR],
    [PART_CUT, LAST_CUT],
    [COMPLETE_BUSY, COMPLETE_ERROR],
  ];
  for (const faults of sample(pairs)) {
    it(`gives ${faults.map(({ title }) => title).join(", then ")}: the third try writes the object`, async () => {
      const left = await deliver(faults);
      expect(left).to.deep.equal([]);
      expect(rig().landing(), JSON.stringify(rig().failures)).to.include({ cleaned: 1 });
    });
  }

  it("gives another fault to each of three tries: there is a pointer, no object and no part", async () => {
    expect(await deliver([COMPLETE_ERROR, LAST_CUT, CREATE_BUSY])).to.deep.equal([]);
    expect(codes(rig())).to.deep.equal(["WRITE_FAILED"]);
    expect(rig().landing().failed).to.equal(1);
  });

  it("has completed it and the response is lost: the next try writes the same bytes again", async () => {
    await deliverWithLostResponse(rig(), isComplete, rig().put(keyOf("lost"), largeFile()));
  });

  /** @returns the titles of the faults that did not happen */
  async function deliver(faults: readonly WriteFault[]): Promise<string[]> {
    const left = [...faults];
    rig().s3.onRequest = (request) => (left[0]?.at(request) ? left.shift()?.fault : undefined);
    await rig().deliver(rig().put(keyOf("large"), largeFile()));
    return left.map(({ title }) => title);
  }
});

async function deliverWithLostResponse({ s3, deliver }: Rig, at: WriteFault["at"], event: object): Promise<void> {
  const before: (Buffer | undefined)[] = [];
  s3.onRequest = (request) => {
    if (!at(request)) return undefined;
    before.push(s3.objects.get(`clean/${request.key}`)?.body);
    return before.length === 1 ? { response: "lost" } : undefined;
  };
  await deliver(event);
  const [clean] = cleanBodies(s3);
  expect(before.map((body) => clean !== undefined && body?.equals(clean))).to.deep.equal([undefined, true]);
}
