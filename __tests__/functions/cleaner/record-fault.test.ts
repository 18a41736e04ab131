import { expect } from "chai";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import type { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";

for (const Kernel of [ReferenceKernel, ByteKernel])
  describe(`A record that does not fit its header, in the ${Kernel.name},`, () => {
    it("is reported with both numbers of columns", () => {
      expect(message("oid__id,a,b\n1,Ann\n")).to.equal(
        "RECORD_WIDTH: line 2: The record is not aligned with its header: it has 2 columns, the header 3 columns. The schema may have changed mid-file. Reload the collection.",
      );
      expect(message("oid__id\n1,Ann\n")).to.include("it has 2 columns, the header 1 column.");
    });

    it("is reported with TimestampColumnName if a column of the header has no name", () => {
      expect(message("oid__id,,b\n1,2\n"))
        .to.include("it has 2 columns, the header 3 columns.")
        .and.include("has TimestampColumnName")
        .and.not.include("schema");
    });

    it("takes no more memory than its bytes, even with millions of columns", () => {
      const before = process.memoryUsage();
      expect(message(`oid__id,b\n${",".repeat(10_000_000)}\n`)).to.include("it has 10,000,001 columns");
      const grown = process.memoryUsage();
      expect(grown.heapUsed - before.heapUsed).to.be.below(60_000_000);
    });

    function message(csv: string): string {
      const kernel = new Kernel({ mask: {}, nullMarker: "NULL", passOp: true });
      try {
        kernel.push(Buffer.from(csv));
        kernel.end();
      } catch (error) {
        return (error as CleanerError).message;
      }
      return expect.fail("it fits");
    }
  });
