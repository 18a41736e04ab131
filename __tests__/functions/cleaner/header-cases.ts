import type { Case } from "./conformance.ts";

const mask = { status: true } as const;
const refused = (title: string, csv: string | Buffer, code: string, line = 1): Case => ({
  title,
  csv,
  mask,
  expected: { code, line },
});

/** Rules 5 and 7: what is a header. */
export const HEADER_CASES: readonly Case[] = [
  {
    title: "accepts as a header a first record that has the key",
    csv: "oid__id,x\n1,2\n",
    mask,
    expected: { lines: ['{"oid__id":"1"}'], tally: { absent: ["status"], headerOnly: false } },
  },
  refused(
    "does not accept as a header a record that has only a listed name",
    "Ann,status,open\nBob,x,closed\n",
    "HEADER_UNLISTED",
  ),
  refused("does not accept a row as a header", "5f1,Ann,open\n5f2,Bob,closed\n", "HEADER_UNLISTED"),
  refused("does not accept a header with another delimiter", "oid__id\tstatus\n1\topen\n", "HEADER_UNLISTED"),
  refused("fails on a header without the key", "Op,dms_replicated_at,_id,status\nI,2026-02-22,1,open\n", "KEY_ABSENT"),
  refused(
    "reports a missing key before a name that occurs twice",
    "dms_replicated_at,x,x\n2026-02-22,1,2\n",
    "KEY_ABSENT",
  ),
  {
    title: "fails on a header without the key that the mask names",
    csv: "oid__id,dms_replicated_at,status\n1,2026-02-22,open\n",
    mask: { _id: "key", status: true },
    expected: { code: "KEY_ABSENT", line: 1 },
  },
  {
    title: "reports of a header without rows only how many columns were dropped, because it may be a row",
    csv: "oid__id,status,Ann,Smith\n",
    mask: { status: true, tier: true },
    expected: {
      lines: [],
      tally: { headerOnly: true, dropped: [], droppedUnnamed: 2, absent: ["tier"] },
    },
  },
  {
    title: "reports no columns of a file without a header",
    csv: "\n\n",
    mask,
    expected: { lines: [], tally: { headerOnly: false, dropped: [], droppedUnnamed: 0, absent: [] } },
  },
  {
    title: "reports `op` in small letters as suspicious, because its deletes land as rows",
    csv: "op,dms_replicated_at,oid__id,status\nD,2026-02-22 10:15:01.000000,5f1,open\n",
    mask,
    expected: {
      lines: ['{"status":"open","oid__id":"5f1","dms_replicated_at":"2026-02-22 10:15:01.000000"}'],
      tally: { suspicious: ["op"], dropped: ["op"], deletes: 0 },
    },
  },
  {
    title: "does not report a field `op` if the file has DMS's own",
    csv: "Op,oid__id,op,status\nI,1,x,open\n",
    mask,
    expected: { lines: ['{"status":"open","oid__id":"1","Op":"I"}'], tally: { suspicious: [] } },
  },
];

const UTF_16 = Buffer.from("oid__id,status\n1,open\n", "utf16le");

/** Rule 5: the kind of a file is known from its first bytes, whatever is wrong with the first record. */
export const FILE_KIND_CASES: readonly Case[] = [
  refused("fails on gzip", Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x22, 0x0d, 0x2c, 0x0a, 1), "HEADER_UNLISTED"),
  refused("fails on gzip of a quote out of place", Buffer.from('\x1f\x8b\b,a"b', "latin1"), "HEADER_UNLISTED"),
  refused("fails on a zip archive", 'PK\x03\x04\x14\0\0\0\b\0,"a"b', "HEADER_UNLISTED"),
  refused("fails on an empty zip archive", "PK\x05\x06\0\0\0\0", "HEADER_UNLISTED"),
  refused("fails on Parquet", 'PAR1\x15\x04\x15\r"\n', "HEADER_UNLISTED"),
  refused("fails on UTF-16", UTF_16, "HEADER_UNLISTED"),
  refused("fails on UTF-16 with a byte order mark", Buffer.concat([Buffer.of(0xff, 0xfe), UTF_16]), "HEADER_UNLISTED"),
  refused("fails on big-endian UTF-16", Buffer.from(UTF_16).swap16(), "HEADER_UNLISTED"),
  refused(
    "fails on big-endian UTF-16 with a byte order mark",
    Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(UTF_16).swap16()]),
    "HEADER_UNLISTED",
  ),
  {
    title: "accepts a valid header that begins as Parquet does",
    csv: "PAR1,PAR2,oid__id\n1,2,3\n",
    mask: { PAR2: true },
    expected: { lines: ['{"PAR2":"2","oid__id":"3"}'] },
  },
  {
    title: "accepts a file that is shorter than the bytes that decide its kind",
    csv: "oid__id\n1\n",
    mask,
    expected: { lines: ['{"oid__id":"1"}'] },
  },
];

const CSV = "oid__id,first,last,status\n1,Ann,Smith,open\n2,Bob,Miller,closed\n";

/** Rule 5: rows end in LF. */
export const ROW_DELIMITER_CASES: readonly Case[] = [
  refused("fails on rows that end in CR", CSV.replaceAll("\n", "\r"), "ROW_DELIMITER"),
  refused(
    "fails on rows that end in CR, with a name that occurs twice",
    CSV.replaceAll("\n", "\r").replace("Bob", "Ann"),
    "ROW_DELIMITER",
  ),
  refused("fails on rows that end in CR, after quotes", 'oid__id,"status"\r1,"a"\r', "ROW_DELIMITER"),
  refused("fails on rows that end in CR, with a quote out of place", 'oid__id,status\r1,"a"b\r', "ROW_DELIMITER"),
  refused("fails on rows that end in CR, but the last in LF", "oid__id,status\r1,open\n", "ROW_DELIMITER"),
  refused("fails on rows that end in CR, without the key", "a,b\r1,2\r", "ROW_DELIMITER"),
  refused("fails on a header that ends in CR", "oid__id,status\r", "ROW_DELIMITER"),
  refused("fails on two CRs before an LF", "oid__id,status\r\r\n1,2\r\r\n", "ROW_DELIMITER"),
  refused("fails on nothing but a CR", "\r", "ROW_DELIMITER"),
  refused("fails on rows that end in the two characters \\n", CSV.replaceAll("\n", "\\n"), "ROW_DELIMITER"),
  refused("fails on rows that end in the two characters \\r", CSV.replaceAll("\n", "\\r"), "ROW_DELIMITER"),
  refused(
    "fails on rows that end in the two characters \\n, and a last LF",
    `${CSV.replaceAll("\n", "\\n")}\n\r\n`,
    "ROW_DELIMITER",
  ),
  refused("fails on rows that end in the two characters \\n, without the key", "Ann,1\\nBob,2\\n", "ROW_DELIMITER"),
  {
    title: "accepts a CR in a quoted name",
    csv: 'oid__id,"a\rb",status\r\n1,2,open\r\n',
    mask,
    expected: { lines: ['{"status":"open","oid__id":"1"}'], tally: { dropped: [], droppedUnnamed: 1 } },
  },
  {
    title: "accepts names with a backslash or control characters, if rows follow",
    csv: "oid__id,a\\nb,c\x1b[31m,status\n\n1,2,3,open",
    mask,
    expected: { lines: ['{"status":"open","oid__id":"1"}'], tally: { dropped: [], droppedUnnamed: 2 } },
  },
  ...["\u001e", "\u2028", "\u0085", "\\n"].map(
    (end): Case => ({
      title: `reports no name of a header with a line end in it, because rows may be in it: ${JSON.stringify(end)}`,
      csv: `oid__id,status,notes${end}5f1,open,Ann\n5f2,open,Smith,closed,x\n`,
      mask,
      expected: {
        lines: ['{"status":"open","oid__id":"5f2"}'],
        tally: { dropped: [], droppedUnnamed: 3, suspicious: [] },
      },
    }),
  ),
  {
    title: "names even Op by its place if a name of the header has a line end in it",
    csv: "Op,oid__id,x\u001e\nX,1,2\n",
    mask,
    expected: { code: "OP_UNKNOWN", line: 2, column: "#1" },
  },
  {
    title: "names a column with a fault by its place if a name of the header has a line end in it",
    csv: 'notes,oid__id,status\u001eopen,Smith\nx,5f1,y,"z"a\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "#4" },
  },
  {
    title: "accepts a header that ends in CRLF and is followed by empty lines",
    csv: "oid__id,status\r\n\r\n\n1,open\n",
    mask,
    expected: { lines: ['{"status":"open","oid__id":"1"}'] },
  },
];
