import { expect } from "chai";
import { tickets } from "../../../../local/rig/tickets.ts";
import type { Fault } from "../../../../local/s3-fault.ts";
import { codes, keyOf, useRig } from "./stage.ts";

const FILE = tickets({ seed: 1, rows: 3000, noteLength: 100 });
const SIZE = FILE.body.length;

const FAULTS: readonly (readonly [title: string, fault: Fault, code: string])[] = [
  ["answers 500", { status: 500, code: "InternalError" }, "READ_FAILED"],
  ["answers 503", { status: 503, code: "SlowDown" }, "READ_FAILED"],
  ["answers 403", { status: 403, code: "AccessDenied" }, "READ_FAILED"],
  ["answers 404, the object having expired", { status: 404, code: "NoSuchKey" }, "OBJECT_MISSING"],
  ["resets the connection before the first byte", { cutAfter: 0 }, "READ_FAILED"],
  ["resets it after the first byte", { cutAfter: 1 }, "READ_FAILED"],
  ["resets it in the middle", { cutAfter: SIZE >> 1 }, "READ_FAILED"],
  ["resets it before gzip's trailer", { cutAfter: SIZE - 8 }, "READ_FAILED"],
  ["resets it before the last byte", { cutAfter: SIZE - 1 }, "READ_FAILED"],
  ["calls a part of the object the whole", { body: FILE.body.subarray(0, SIZE - 1) }, "GZIP_BROKEN"],
  ["gives a byte that is not the object's", { body: flipped(FILE.body, SIZE >> 1) }, "GZIP_BROKEN"],
];

describe("When RAW, at a read,", () => {
  const rig = useRig();

  for (const [title, fault, code] of FAULTS) {
    it(`${title}: the next try cleans the object; when it is so each time, a pointer with ${code} is left`, async () => {
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
