import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Mask } from "../../../../contracts/mask.ts";
import type { Chunks } from "../../../../functions/cleaner/chunks.ts";
import { checkHeader } from "../../../../functions/cleaner/header/check-header.ts";

const CSV = "oid__id,first,last,status\n1,Ann,Smith,open\n";

describe("The check of a file's header", () => {
  it("returns the header of a file that is not refused, gzipped or not, and reads nothing after it", async () => {
    let read = 0;
    const endless = async function* (): Chunks {
      yield Buffer.from(CSV);
      for (; ; read++) yield Buffer.from("1,Ann,Smith,open\n");
    };
    const header = ["oid__id", "first", "last", "status"];
    expect(await checkHeader(endless(), projection(), ",")).to.deep.equal(passes(header));
    expect(read).to.equal(0);
    expect(await check(gzipSync(CSV))).to.deep.equal(passes(header));
    expect(await check("")).to.deep.equal(passes(undefined));
  });

  it("says whether a record follows the header, however the file is cut: empty lines are none", async () => {
    for (const csv of ["oid__id", "oid__id\n", "oid__id\r\n\n\r\n"])
      for (const file of [csv, gzipSync(csv)])
        expect(await check(file)).to.deep.equal({ ...passes(["oid__id"]), headerOnly: true });
    for (const file of ["oid__id\n1", "oid__id\n\n\n1\n", "oid__id\r\n\r\n,"])
      for (const size of [1, 2, 100]) expect(await check(file, undefined, size)).to.deep.equal(passes(["oid__id"]));
  });

  it("returns the header that lacks the key, so that it can be checked with another mask", async () => {
    const header = ["dms_replicated_at", "_id"];
    const { refusal, ...rest } = await check("dms_replicated_at,_id\n2026-02-22,1\n");
    expect(refusal).to.include({ code: "KEY_ABSENT" });
    expect(rest).to.deep.equal({ header, headerOnly: false });
    expect(await check("dms_replicated_at,_id\n")).to.deep.include({ header, headerOnly: true });
  });

  it("reports a gzip that is cut off after the header as broken, if no record has a fault", async () => {
    const cut = gzipSync("oid__id\n").subarray(0, -8);
    const { refusal, ...rest } = await check(cut);
    expect(refusal).to.include({ code: "GZIP_BROKEN" });
    expect(rest).to.deep.equal({ header: undefined, headerOnly: false });
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
    ["a name that occurs twice", "oid__id,Smith,Smith\n", /^HEADER_DUPLICATE: line 1, column #2: /],
    ["no names", ",,\n", /^HEADER_EMPTY: line 1: /],
    ["a million columns", `oid__id${",".repeat(1_000_000)}`, /^HEADER_TOO_WIDE: line 1: /],
    ["a gzip that is cut short", gzipSync(CSV).subarray(0, 20), /^GZIP_BROKEN: /],
  ];
  for (const [title, file, message] of refusals) {
    it(`refuses ${title} with the cleaner's message, without any value`, async () => {
      const { header, refusal } = await check(file);
      expect(header).to.deep.equal(refusal?.code === "KEY_ABSENT" ? ["dms_replicated_at", "_id", "status"] : undefined);
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

  function passes(header: readonly string[] | undefined) {
    return { header, headerOnly: false, refusal: undefined };
  }

  async function check(file: string | Buffer, mask?: Mask, chunkSize = Number.POSITIVE_INFINITY) {
    const bytes = Buffer.from(file as string);
    const source = async function* (): Chunks {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    };
    return checkHeader(source(), projection(mask), ",");
  }
});
