import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { handleEvent } from "../../functions/cleaner/handle-event.ts";
import { allowed } from "../../fuzz/damage/allowed.ts";
import { isContained } from "../../fuzz/damage/contained.ts";
import { damagedCsv } from "../../fuzz/damage/damaged-upload.ts";
import { readIndependently } from "../../fuzz/damage/reading.ts";
import { tryDamaged } from "../../fuzz/damage/try-damaged.ts";
import { unpack } from "../../fuzz/damage/unpack.ts";
import { runTrial } from "../../fuzz/run-trial.ts";
import type { Handle } from "../../fuzz/shipped/shipped.ts";
import { trial } from "../../fuzz/trial.ts";
import { puts, withField, withLines } from "./deliberate-leaks.ts";
import { readingAs } from "./old-faults.ts";

async function find(handle: Handle): Promise<string | undefined> {
  const leaky = trial(
    { name: "damage", promise: "", share: 1 },
    damagedCsv(),
    (each) => tryDamaged(each, handle),
    () => "",
  );
  return (await runTrial(leaky, { runs: 300, seed: 20_261_121 }, () => undefined))?.finding;
}

describe("The output of a damaged file", () => {
  it("is compared with an independent reading: an additional field is found", async () => {
    const leak = puts("", /./, (put, word) => withLines(put, (line) => withField(line, word)));
    expect(await find(leak.handle)).to.match(/^record \d+: more landed than is listed$/);
  });

  it("is compared field by field: swapped values are found", async () => {
    const swapped = (line: string) => {
      const fields = Object.entries(JSON.parse(line) as object);
      const names = fields.map(([name]) => name);
      return JSON.stringify(Object.fromEntries(fields.map(([, value], index) => [names.at(index - 1), value])));
    };
    expect(await find(puts("", /./, (put) => withLines(put, swapped)).handle)).to.match(/^record \d+: more landed/);
  });

  it("is compared line by line: an additional record is found", async () => {
    const leak = puts("", /./, (put) => withLines(put, (line) => `${line}\n${line}`));
    expect(await find(leak.handle)).to.match(/^\d+ lines for \d+ records$/);
  });

  it("must be nothing if that reader rejects the file: an object that lands is found", async () => {
    const lenient: Handle = async (event, cleaner) => {
      const send = cleaner.buckets.clean.send.bind(cleaner.buckets.clean);
      return handleEvent(event, cleaner).catch(async () => {
        const { PutObjectCommand } = await import("@aws-sdk/client-s3");
        await send(new PutObjectCommand({ Bucket: "clean", Key: "k", Body: gzipSync("{}\n") }));
        return undefined;
      });
    };
    expect(await find(lenient)).to.equal("landed, and an independent reader rejects the file");
  });
});

describe("A missing record of a damaged file", () => {
  it("is found if it is the last one, without its line end", async () => {
    const leak = readingAs((body) => {
      const csv = unpack(body);
      return csv?.subarray(0, csv.lastIndexOf("\n") + 1);
    });
    expect(await find(leak)).to.match(/^\d+ lines for \d+ records$|^nothing landed/);
  });

  it("is found if the file counts as empty", async () => {
    const leak = readingAs((body) => {
      const csv = unpack(body);
      return csv?.subarray(0, csv.indexOf("\n") + 1);
    });
    expect(await find(leak)).to.match(/^nothing landed/);
  });
});

describe("The independent reading", () => {
  const mask = { status: true, contact: { tier: true } } as const;
  const read = (csv: string) => {
    const listed = { collection: "cases", mask };
    const settings = { passOp: true, chunkBytes: 1, notifiedBy: "S3", delimiter: "," } as const;
    return readIndependently(Buffer.from(csv), { key: "k", body: Buffer.from(csv), listed, ...settings });
  };

  it("rejects what rule 7 rejects", () => {
    for (const csv of [
      "oid__id,status\n1\n",
      'oid__id,status\n1,"2\n',
      'oid__id,status\n1,"2"3\n',
      'oid__id,status\n1,2"\n',
    ]) {
      expect(read(csv), csv).to.equal(undefined);
    }
    for (const csv of ["x\n1\n", "status,x,x\n1,2,3\n", "oid__id\noid__id\n", "Op,status\nX,1\n"]) {
      expect(read(csv), csv).to.equal(undefined);
    }
    expect(read("\uFEFFoid__id,status\r\n\n1,2\r3\r\n")?.rows).to.deep.equal([["1", "2\r3"]]);
  });

  it("allows listed fields, and only the key, the timestamp and `Op` of a delete", () => {
    const header = ["Op", "oid__id", "status", "email", "contact"];
    const cells = ["1", "open", "x", '{"tier":1,"phone":2}'];
    expect(allowed(header, ["U", ...cells], mask, true)).to.deep.equal({
      status: "open",
      contact: { tier: 1 },
      oid__id: "1",
      Op: "U",
    });
    expect(allowed(header, ["D", ...cells], mask, false)).to.deep.equal({ oid__id: "1" });
    const dotted = ["status", "contact", "contact.tier", "contact.phone"];
    expect(allowed(dotted, ["NULL", "", "a", "b"], mask, true)).to.deep.equal({ contact: { tier: "a" } });
    expect(allowed(dotted, ["", '"x"', "a", "b"], mask, true)).to.deep.equal({});
  });

  it("contains a value only with all of its parts", () => {
    expect(isContained({ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }], d: 3 })).to.equal(true);
    for (const part of [{ a: [{ b: 2 }] }, { a: [] }, { a: {} }, { e: 1 }, [], { a: [{ b: 1 }, 1] }]) {
      expect(isContained(part, { a: [{ b: 1, c: 2 }], d: 3 }), JSON.stringify(part)).to.equal(false);
    }
  });
});
