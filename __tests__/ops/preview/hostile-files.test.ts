import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { sample } from "../../thoroughness.ts";
import { previews } from "./previews.ts";

/** Megabytes of the heap: enough for the program itself, and for none of the lists that a hostile file could ask for. */
const HEAP_MB = 110;
const MILLION = 1_000_000;

describe("ops preview, of a file that nobody expects,", () => {
  const { folder, preview: previewOf } = previews();
  const preview = (file: Buffer | string, ...options: string[]) => previewOf(Buffer.from(file as string), ...options);

  /** In a process of its own, whose heap is small. */
  function previewSmall(file: Buffer): Promise<{ code: number; out: string; err: string }> {
    writeFileSync(join(folder(), "large.csv.gz"), file);
    const ops = fileURLToPath(new URL("../../../ops/ops.ts", import.meta.url));
    const heap = `--max-old-space-size=${HEAP_MB}`;
    const args = [heap, "--import", "tsx", ops, "preview", join(folder(), "large.csv.gz"), "--collection", "cases"];
    return new Promise((resolve) => {
      execFile(process.execPath, args, (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }));
    });
  }

  const large: readonly [title: string, csv: string, message: RegExp][] = [
    ["a record of 15 million commas", `oid__id,id\n${commas(15)}\n`, /RECORD_WIDTH: line 2: .* 15,000,001 columns/],
    ["a header of 15 million commas", `oid__id${commas(15)}\n`, /HEADER_TOO_WIDE: line 1/],
  ];
  for (const [title, csv, message] of sample(large)) {
    it(`says what the cleaner says of ${title}, in little memory`, async () => {
      const { code, out, err } = await previewSmall(gzipSync(csv, { level: 1 }));
      expect({ code, err }).to.deep.equal({ code: 1, err: "" });
      expect(out).to.match(message);
      expect(out.length).to.be.lessThan(2000);
    });
  }

  it("says so of a header of 120,000 columns, too", async () => {
    const { code, out } = await preview(`${names(120_000)}\n`);
    expect(code).to.equal(1);
    expect(out).to.include("HEADER_TOO_WIDE: line 1");
  });

  it("shows all columns of the widest header that are kept, and the first of those that are dropped", async () => {
    const { code, out } = await preview(`${names(99_998)},state\n${"1,".repeat(99_998)}open\n`);
    expect(code).to.equal(0);
    expect(out)
      .to.include("2 of 99,999 columns kept")
      .and.match(/\+ state +true$/m);
    expect(out).to.include("… 99,897 more columns dropped; --json has them all");
    expect(out).to.include("  + state: open\n    … 99,897 more columns that do not pass\n");
    expect(out.split("\n").length).to.be.lessThan(250);
  });

  it("gives all of them as JSON", async () => {
    const { out } = await preview(`${names(99_999)}\n`, "--json");
    expect(JSON.parse(out).columns).to.have.length(99_999);
  });

  it("cuts long names, values and lists short", async () => {
    const long = "x".repeat(MILLION);
    const { out } = await preview(
      `oid__id,${long},list,address\n1,${long},"[${"0,".repeat(MILLION)}0]","{""country"":""${long}""}"\n`,
      "--show-values",
    );
    expect(out.length).to.be.lessThan(2000);
    expect(out).to.match(/^ {4}x{63}… +dropped$/m);
  });

  it("shows no row that is larger than 16 MiB, and still its columns", async () => {
    const { code, out } = await preview(`oid__id,email\n1,${"x".repeat(18 * MILLION)}\n`);
    expect(code).to.equal(0);
    expect(out)
      .to.include("1 row in, 1 out")
      .and.match(/email +dropped$/m)
      .and.not.include("One row");
  });

  it("shows the kind of a long cell without parsing all of it", async () => {
    const { out } = await preview(`oid__id,list\n1,"[${"0,".repeat(MILLION)}0]"\n`);
    expect(out).to.include("    list: long JSON, 2,000,003 characters\n");
  });

  it("prints no control character of a name, a value or a message, in JSON neither", async () => {
    const file = 'oid__id,status,f\u001b[31mred,b\u009b1m,\u202er\n5f1,open,\u001b[2J,"x\u009b\u0007",\u202e\n';
    const shown = await preview(file, "--show-values");
    const json = await preview(file, "--show-values", "--json");
    for (const { out } of [shown, json]) expect(out.replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
    expect(shown.out)
      .to.match(/f\uFFFD\[31mred +dropped/)
      .and.include("f\uFFFD[31mred: \uFFFD[2J");
    const { columns, row } = JSON.parse(json.out);
    expect(columns[3].name).to.equal("b\u009b1m");
    expect(row.before[4]).to.deep.equal(["\u202er", "\u202e"]);
  });

  const nameless: readonly [title: string, file: Buffer | string, message: string][] = [
    ["has no header, but for a cell that is a listed name", "Ann,state,Smith\nBob,open,Jones\n", "HEADER_UNLISTED"],
    ["has rows that end in CR", "oid__id,Ann,Smith\r5f1,Bob,Jones\r", "ROW_DELIMITER"],
    ["has rows that end in a typed line end", "oid__id,Ann,Smith\\n5f1,Bob,Jones\\n", "ROW_DELIMITER"],
    ["has rows that end in another character", "oid__id,Ann,Smith\u001e5f1,Bob,Jones\u001e", "0 rows in"],
    [
      "has rows that end in another character, and a line end in a row",
      "oid__id,x,notes\u001e5f1,Smith,Ann\nBob\u001e5f2,Jones,y",
      "RECORD_WIDTH",
    ],
    ["is gzip within gzip", gzipSync(gzipSync("oid__id,Ann,Smith\n1,Bob,Jones\n")), "gzip within gzip"],
    ["is broken", gzipSync("oid__id,Ann,Smith\n1,Bob,Jones\n").subarray(0, -8), "GZIP_BROKEN"],
  ];
  for (const [title, file, message] of nameless) {
    it(`prints no name of a file that ${title}`, async () => {
      const { out } = await preview(file);
      const { out: json } = await preview(file, "--json");
      expect(out).to.include(message);
      expect(out + json).not.to.match(/Ann|Smith|Bob|Jones/);
    });
  }
});

function names(count: number): string {
  return ["oid__id", ...Array.from({ length: count - 1 }, (_, index) => `c${index}`)].join(",");
}

function commas(millions: number): string {
  return ",".repeat(millions * MILLION);
}
