import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Mask } from "../../../../contracts/mask.ts";
import { checkHeader } from "../../../../functions/cleaner/header/check-header.ts";
import type { Chunks } from "../../../../functions/cleaner/inflate.ts";

const CSV = "oid__id,first,last,status\n1,Ann,Smith,open\n";

describe("The check of a file's header", () => {
  it("gives the header of a file that is not refused, gzipped or not, and reads no more than that", async () => {
    let read = 0;
    const endless = async function* (): Chunks {
      yield Buffer.from(CSV);
      for (; ; read++) yield Buffer.from("1,Ann,Smith,open\n");
    };
    const header = ["oid__id", "first", "last", "status"];
    expect(await checkHeader(endless(), projection(), ",")).to.deep.equal({ header, refusal: undefined });
    expect(read).to.equal(0);
    expect(await check(gzipSync(CSV))).to.deep.equal({ header, refusal: undefined });
    expect(await check("oid__id")).to.deep.equal({ header: ["oid__id"], refusal: undefined });
    expect(await check("")).to.deep.equal({ header: undefined, refusal: undefined });
  });

  const refusals: readonly [title: string, file: string | Buffer, message: RegExp][] = [
    ["gzip within gzip", gzipSync(gzipSync(CSV)), /^HEADER_UNLISTED: line 1: The file is gzip within gzip/],
    ["a zip archive", "PK\x03\x04\x14\0\0\0", /^HEADER_UNLISTED: line 1: The file is a zip archive/],
    ["Parquet", "PAR1\x15\x04\x15\x10", /^HEADER_UNLISTED: line 1: The file is Parquet.* DataFormat=csv/],
    ["UTF-16", Buffer.from(CSV, "utf16le"), /^HEADER_UNLISTED: line 1: The file is UTF-16/],
    ["no header", "5f1,Ann,open\n", /^HEADER_UNLISTED: line 1: .* AddColumnName=true and DataFormat=csv/],
    [
      "another delimiter",
      "oid__id;status\n1;open\n",
      /^HEADER_UNLISTED: line 1: .* has one column, so CsvDelimiter .* AddColumnName=true/,
    ],
    [
      "tabs and quotes",
      'oid__id\t"status"\n',
      /^QUOTE_BARE: line 1, column #1: .* AddColumnName=true and Rfc4180=true, and its CsvDelimiter/,
    ],
    [
      "quotes that are doubled by a backslash",
      '"a\\"b",oid__id\n',
      /^QUOTE_TRAILING: line 1, column #1: .* Rfc4180=true/,
    ],
    ["a quote that is never closed", '"oid__id,status\n', /^QUOTE_UNCLOSED: line 1, column #1: /],
    [
      "rows that end in CR",
      CSV.replaceAll("\n", "\r"),
      /^ROW_DELIMITER: line 1: Rows do not end in LF.* CsvRowDelimiter/,
    ],
    ["rows that end in a typed line end", CSV.replaceAll("\n", "\\n"), /^ROW_DELIMITER: line 1: /],
    [
      "no key",
      "dms_replicated_at,_id,status\n",
      /^KEY_ABSENT: line 1: The header lacks the key column.*"key" in the mask/,
    ],
    ["a name twice", "oid__id,Smith,Smith\n", /^HEADER_DUPLICATE: line 1, column #2: /],
    ["no names", ",,\n", /^HEADER_EMPTY: line 1: /],
    ["a million columns", `oid__id${",".repeat(1_000_000)}`, /^HEADER_TOO_WIDE: line 1: /],
    ["a gzip that is cut short", gzipSync(CSV).subarray(0, 20), /^GZIP_BROKEN: /],
  ];
  for (const [title, file, message] of refusals) {
    it(`says what the cleaner says of ${title}, and no value`, async () => {
      const { header, refusal } = await check(file);
      expect(header).to.equal(undefined);
      expect(refusal?.message)
        .to.match(message)
        .and.not.match(/Ann|Smith|5f1/);
    });
  }

  it("knows the key that the mask names", async () => {
    const mask = { _id: { tenant: "key", number: "key" }, status: true } as const;
    expect((await check("_id.tenant,_id.number\n", mask)).refusal).to.equal(undefined);
    expect((await check("_id.tenant,status\n", mask)).refusal).to.include({ code: "KEY_ABSENT" });
  });

  it("throws what its source throws", async () => {
    const failing = async function* (): Chunks {
      yield Buffer.from("oid__id");
      throw new Error("the source failed");
    };
    const error = await checkHeader(failing(), projection(), ",").catch((thrown: Error) => thrown);
    expect(error).to.be.an("error").with.property("message", "the source failed");
  });

  function projection(mask: Mask = { status: true }) {
    return { mask, nullMarker: "NULL", passOp: true };
  }

  async function check(file: string | Buffer, mask?: Mask) {
    const source = async function* (): Chunks {
      yield Buffer.from(file as string);
    };
    return checkHeader(source(), projection(mask), ",");
  }
});
