import type { Case } from "./conformance.ts";

const mask = { status: true, city: true } as const;
const TIME = "2026-02-22 10:15:01.000000";
const failing = (title: string, csv: string, code: string, line: number): Case => ({
  title,
  csv,
  mask,
  expected: { code, line },
});

/** Eight columns side by side that nobody reads, which the byte kernel skips. */
export const UNREAD = ["u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8"] as const;
/** The second record has these unread cells. */
const wide = (time: string, cells: string) =>
  `dms_replicated_at,oid__id,${UNREAD.join(",")}\n${TIME},1,,,,,,,,\n${time},2,${cells}\n`;
const READ_CASES: readonly Case[] = [
  ["a lone CR, a quoted line end and a CRLF", TIME, 'a\rb,"c,\n""d",,,,,,\r', `"dms_replicated_at":"${TIME}"`],
  ["a byte order mark before a date", "\uFEFF2026-02-22", ",,,,,,,", '"dms_replicated_at":"2026-02-22"'],
  ["a byte order mark before a null timestamp", "\uFEFFNULL", ",,,,,,,", undefined],
  ["a byte order mark before an empty timestamp", "\uFEFF", ",,,,,,,", undefined],
].map(([what, time = "", cells = "", rest]) => ({
  title: `reads ${what}, if unread cells were skipped`,
  csv: wide(time, cells),
  mask,
  expected: {
    lines: [`{"oid__id":"1","dms_replicated_at":"${TIME}"}`, rest ? `{"oid__id":"2",${rest}}` : '{"oid__id":"2"}'],
  },
}));

/** Rule 5, its last part: every record is checked against the header. */
export const RECORD_CASES: readonly Case[] = [
  ...READ_CASES,
  {
    ...failing("finds a bare quote among unread cells", wide(TIME, ',,x"y,,,,,'), "QUOTE_BARE", 3),
    expected: { code: "QUOTE_BARE", line: 3, column: "u3" },
  },
  {
    ...failing("finds text after a closing quote among unread cells", wide(TIME, ',,"x"y,,,,,'), "QUOTE_TRAILING", 3),
    expected: { code: "QUOTE_TRAILING", line: 3, column: "u3" },
  },
  failing("finds a record that is too narrow in its unread cells", wide(TIME, ",,,,,,"), "RECORD_WIDTH", 3),
  failing("finds a record that is too wide in its unread cells", wide(TIME, ",,,,,,,,"), "RECORD_WIDTH", 3),
  failing(
    "finds the key's name among unread cells after a null timestamp",
    wide("NULL", ",,oid__id,,,,,"),
    "HEADER_REPEATED",
    3,
  ),
  failing(
    "fails on a second header in another order",
    `oid__id,dms_replicated_at,status,email\n1,${TIME},open,a@x.org\nemail,status,oid__id,dms_replicated_at\nsecret@x.org,closed,2,${TIME}\n`,
    "HEADER_REPEATED",
    3,
  ),
  failing(
    "fails on a file of changes after a full load of the same width",
    `dms_replicated_at,oid__id,status,phone,city\n${TIME},5f1,open,555-1,Oslo\nOp,dms_replicated_at,oid__id,city,notes\nU,${TIME},5f2,Rome,secret-note\n`,
    "HEADER_REPEATED",
    3,
  ),
  failing(
    "fails on a second header that is wider",
    `oid__id,status\n1,open\noid__id,status,city\n`,
    "HEADER_REPEATED",
    3,
  ),
  failing(
    "fails on a second header that is narrower",
    "oid__id,status,city\ndms_replicated_at,x\n",
    "HEADER_REPEATED",
    2,
  ),
  failing("fails on a second header in quotes", 'oid__id,status\nx,"oid__id"\n', "HEADER_REPEATED", 2),
  failing("fails on a wider second header in quotes", 'oid__id,status\n"x",y,"oid__id"\n', "HEADER_REPEATED", 2),
  failing(
    "fails on a second header after a byte order mark",
    "oid__id,status\n\uFEFFoid__id,status\n",
    "HEADER_REPEATED",
    2,
  ),
  failing(
    "fails on a second header in quotes after a byte order mark",
    'oid__id,status\n"\uFEFFoid__id",status,x\n',
    "HEADER_REPEATED",
    2,
  ),
  failing(
    "fails on a second header directly after a truncated timestamp",
    `dms_replicated_at,oid__id,status\n${TIME},1,open\n2026-02-22 10:1dms_replicated_at,status,oid__id\n${TIME},x,y\n`,
    "HEADER_REPEATED",
    3,
  ),
  failing(
    "fails on a second header that has a date for a name, in the place of the timestamp",
    `dms_replicated_at,oid__id,status\n${TIME},1,open\n2026-02-22,status,oid__id\n,closed,2\n`,
    "HEADER_REPEATED",
    3,
  ),
  failing(
    "fails on a row that is shifted at its timestamp",
    `dms_replicated_at,oid__id,status\n1,${TIME},open\n`,
    "RECORD_MISALIGNED",
    2,
  ),
  failing(
    "fails on a timestamp that does not begin with a date",
    "dms_replicated_at,oid__id\n2026-2-22,1\n",
    "RECORD_MISALIGNED",
    2,
  ),
  failing(
    "fails on a timestamp that is shorter than a date",
    "dms_replicated_at,oid__id\n2026-02-2,1\n",
    "RECORD_MISALIGNED",
    2,
  ),
  failing("fails on a timestamp after a space", `dms_replicated_at,oid__id\n ${TIME},1\n`, "RECORD_MISALIGNED", 2),
  failing("checks the timestamp before Op", "Op,dms_replicated_at,oid__id\nX,x,1\n", "RECORD_MISALIGNED", 2),
  failing("checks the width before the timestamp", "dms_replicated_at,oid__id\nx\n", "RECORD_WIDTH", 2),
  failing(
    "fails on a key that is a name of the header, if there is no timestamp",
    "status,oid__id\nx,status\n",
    "RECORD_MISALIGNED",
    2,
  ),
  failing(
    "fails on a key that is a name of the header, if the timestamp is null",
    "dms_replicated_at,status,oid__id\nNULL,x,status\n",
    "RECORD_MISALIGNED",
    2,
  ),
  failing(
    "fails on a key that is a name of the header, if the timestamp is empty",
    '"dms_replicated_at",status,oid__id\n"",x,status\n',
    "RECORD_MISALIGNED",
    2,
  ),
  failing(
    "fails on the key's name in any cell, if there is no timestamp",
    "status,x,oid__id\na,oid__id,1\n",
    "HEADER_REPEATED",
    2,
  ),
  {
    title: "accepts any other cells if the timestamp is a time",
    csv: `dms_replicated_at,status,city,oid__id\n${TIME},oid__id,dms_replicated_at,status\n`,
    mask,
    expected: {
      lines: [`{"status":"oid__id","city":"dms_replicated_at","oid__id":"status","dms_replicated_at":"${TIME}"}`],
    },
  },
  {
    title: "accepts a null key even if a column has no name or the null marker's, without a timestamp",
    csv: 'oid__id,"",NULL\n,1,2\nNULL,1,2\n',
    mask,
    expected: { lines: ["{}", "{}"], tally: { keyless: 2 } },
  },
  ...[
    "2026-02-22",
    `${TIME}Z`,
    "2026-02-22T10:15:01+01:00",
    "2026-02-22 and anything",
    `2026-02-22 ${"1".repeat(40)}`,
  ].map(
    (time): Case => ({
      title: `accepts as a timestamp ${time.length} characters that begin with a date: ${time.slice(0, 25)}`,
      csv: `oid__id,dms_replicated_at\n1,${time}\n2,"${time}"\n`,
      mask,
      expected: { lines: [1, 2].map((key) => `{"oid__id":"${key}","dms_replicated_at":"${time}"}`) },
    }),
  ),
  {
    title: "accepts Op after a byte order mark, and writes it without the mark",
    csv: `Op,oid__id\nI,1\n\uFEFFD,2\n`,
    mask,
    expected: { lines: ['{"oid__id":"1","Op":"I"}', '{"oid__id":"2","Op":"D"}'], tally: { deletes: 1 } },
  },
  {
    title: "accepts a timestamp after a byte order mark, and writes it without the mark",
    csv: `dms_replicated_at,oid__id\n\uFEFF${TIME},1\n"\uFEFF${TIME}",2\n\uFEFFNULL,3\n\uFEFF,4\n`,
    mask,
    expected: {
      lines: [
        `{"oid__id":"1","dms_replicated_at":"${TIME}"}`,
        `{"oid__id":"2","dms_replicated_at":"${TIME}"}`,
        '{"oid__id":"3"}',
        '{"oid__id":"4"}',
      ],
    },
  },
];
