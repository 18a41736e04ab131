import { expect } from "chai";
import { ByteKernel } from "../../functions/cleaner/bytes/byte-kernel.ts";
import type { Kernel } from "../../functions/cleaner/kernel.ts";
import { Finding } from "../../fuzz/finding.ts";
import { compareKernels } from "../../fuzz/kernels/compare-kernels.ts";

describe("Comparing the kernels finds", () => {
  const example = (csv: string) => ({
    csv: Buffer.from(csv),
    projection: { mask: { a: "key", b: true }, nullMarker: "NULL", passOp: true } as const,
    chunkSizes: [1, 3, 1000],
  });
  /** Compares the reference with a changed byte kernel. */
  const compare = (csv: string, change: (own: ByteKernel) => Partial<Kernel>) =>
    compareKernels(example(csv), (projection) => {
      const own = new ByteKernel(projection);
      const changed = change(own);
      return {
        push: changed.push ?? ((chunk) => own.push(chunk)),
        end: changed.end ?? (() => own.end()),
        get tally() {
          return changed.tally ?? own.tally;
        },
      };
    });

  it("nothing if the results are the same, and returns the outcome", () => {
    expect(compare("a,b\n1,2\n", () => ({}))).to.equal("cleaned");
    expect(compare("a,b\n1\n", () => ({}))).to.equal("RECORD_WIDTH");
  });

  it("a different line", () => {
    const end = (own: ByteKernel) => () => Buffer.from(own.end().toString().replace('"4"', '"5"'));
    expect(() => compare("a,b\n1,2\n3,4\n", (own) => ({ end: end(own) }))).to.throw(Finding, "another line 2 of 2");
  });

  it("a different count", () => {
    const counts = (own: ByteKernel) => ({ tally: { ...own.tally, replacedCharacters: 1 } });
    expect(() => compare("a,b\n1,2\n", counts)).to.throw(Finding, "other counts");
  });

  it("an unexpected error, a missing error, and a different error", () => {
    const fine = () => ({ end: () => Buffer.alloc(0) });
    expect(() => compare("a,b\n1,2\n3", fine)).to.throw(Finding, "lines for RECORD_WIDTH at line 3");
    const early = (own: ByteKernel) => ({ end: () => Buffer.concat([own.push(Buffer.from("3\n")), own.end()]) });
    expect(() => compare("a,b\n1,2\n", early)).to.throw(Finding, "RECORD_WIDTH at line 3 for lines");
    const later = (own: ByteKernel) => ({ end: () => Buffer.concat([own.push(Buffer.from("\n")), own.end()]) });
    expect(() => compare('a,b\n1,"2', later)).to.not.throw();
    const closed = (own: ByteKernel) => ({ end: () => Buffer.concat([own.push(Buffer.from('"x\n')), own.end()]) });
    expect(() => compare('a,b\n1,"2', closed)).to.throw(
      Finding,
      "QUOTE_TRAILING at line 2 for QUOTE_UNCLOSED at line 2",
    );
  });
});
