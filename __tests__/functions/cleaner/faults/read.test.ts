import { expect } from "chai";
import { tickets } from "../../../../local/rig/tickets.ts";
import type { Fault } from "../../../../local/s3-fault.ts";
import { sample } from "../../../thoroughness.ts";
import { codes, keyOf, useRig } from "./use-rig.ts";

const FILE = tickets({ seed: 1, rows: 3000, noteLength: 100 });
const SIZE = FILE.body.length;

const FAULTS: readonly (readonly [title: string, fault: Fault, code: string])[] = [
  ["responds with 500", { status: 500, code: "InternalError" }, "READ_FAILED"],
  ["responds with 503", { status: 503, code: "SlowDown" }, "READ_FAILED"],
  ["responds with 403", { status: 403, code: "AccessDenied" }, "READ_FAILED"],
  ["responds with 404, because the object has expired", { status: 404, code: "NoSuchKey" }, "OBJECT_MISSING"],
  ["resets the connection before the first byte", { cutAfter: 0 }, "READ_FAILED"],
  ["resets it after the first byte", { cutAfter: 1 }, "READ_FAILED"],
  ["resets it in the middle", { cutAfter: SIZE >> 1 }, "READ_FAILED"],
  ["resets it before gzip's trailer", { cutAfter: SIZE - 8 }, "READ_FAILED"],
  ["resets it before the last byte", { cutAfter: SIZE - 1 }, "READ_FAILED"],
  ["returns only a part of the object as the whole", { body: FILE.body.subarray(0, SIZE - 1) }, "GZIP_BROKEN"],
  ["returns a wrong byte", { body: flipped(FILE.body, SIZE >> 1) }, "GZIP_BROKEN"],
];

describe("If RAW, when it is read,", () => {
  const rig = useRig();

  for (const [title, fault, code] of sample(FAULTS)) {
    it(`${title}: the next try cleans the object; if it happens each time, there is a pointer with ${code}`, async () => {
      const { s3, put, deliver } = rig();
      const once = put(keyOf("once"), FILE);
      const always = put(keyOf("always"), FILE);
      const faulty = [keyOf("once")];
      s3.onRequest = ({ method, key }) => {
        if (method !== "GET") return undefined;
        return key === keyOf("always") || key === faulty.pop() ? fault : undefined;
      };
      await Promise.all([deliver(once), deliver(always)]);
      expect(codes(rig())).to.deep.equal([code]);
      expect(rig().landing()).to.include({ cleaned: 1, failed: 1, rowsOut: 3000, rowsFailed: 3000 });
    });
  }

  it("resets the connection between two records of a file that is not gzipped: nothing of it lands", async () => {
    const plain = tickets({ seed: 1, rows: 3000, gzip: false });
    const { s3, put, deliver } = rig();
    s3.onRequest = ({ method }) => (method === "GET" ? { cutAfter: plain.body.lastIndexOf("\nI,") + 1 } : undefined);
    await deliver(put(keyOf("plain"), plain));
    expect(codes(rig())).to.deep.equal(["READ_FAILED"]);
  });
});

function flipped(body: Buffer, at: number): Buffer {
  const changed = Buffer.from(body);
  changed.writeUInt8(changed.readUInt8(at) ^ 0x10, at);
  return changed;
}
