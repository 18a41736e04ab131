import type { Case } from "./conformance.ts";

const mask = { a: true, b: "key" } as const;

/** Rules 3 to 9: how a file is read. */
export const READ_CASES: readonly Case[] = [
  {
    title: "reads columns by name, in any order",
    csv: "b,x,a\n1,2,3\n",
    mask,
    expected: { lines: ['{"a":"3","b":"1"}'] },
  },
  { title: "takes CRLF as a line end", csv: "a,b\r\n1,2\r\n", mask, expected: { lines: ['{"a":"1","b":"2"}'] } },
  {
    title: "takes CRLF after a quoted cell as a line end",
    csv: 'a,b\r\n1,"2"\r\n',
    mask,
    expected: { lines: ['{"a":"1","b":"2"}'] },
  },
  {
    title: "accepts both line ends in one file",
    csv: 'a,b\n1,"2"\r\n3,"4"\n5,6\r\n',
    mask,
    expected: { lines: ['{"a":"1","b":"2"}', '{"a":"3","b":"4"}', '{"a":"5","b":"6"}'] },
  },
  {
    title: "takes a lone CR as data",
    csv: "a,b\n1\r2,\r3\n",
    mask,
    expected: { lines: ['{"a":"1\\r2","b":"\\r3"}'] },
  },
  {
    title: "takes a lone CR at the end of the file as data",
    csv: "a,b\n1,2\r",
    mask,
    expected: { lines: ['{"a":"1","b":"2\\r"}'] },
  },
  {
    title: "undoubles quotes inside quotes",
    csv: 'a,b\n"1""2","""3"""\n',
    mask,
    expected: { lines: ['{"a":"1\\"2","b":"\\"3\\""}'] },
  },
  {
    title: "keeps commas and newlines inside quotes",
    csv: 'a,b\n"1,2","3\n4\r\n5"\n',
    mask,
    expected: { lines: ['{"a":"1,2","b":"3\\n4\\r\\n5"}'] },
  },
  { title: "trims nothing", csv: 'a,b\n 1 ,"\t2 "\n', mask, expected: { lines: ['{"a":" 1 ","b":"\\t2 "}'] } },
  {
    title: "takes a backslash as data",
    csv: 'a,b\n\\,"\\"\n',
    mask,
    expected: { lines: ['{"a":"\\\\","b":"\\\\"}'] },
  },
  {
    title: "drops a leading byte order mark",
    csv: "\uFEFFa,b\n1,2\n",
    mask,
    expected: { lines: ['{"a":"1","b":"2"}'] },
  },
  {
    title: "drops a byte order mark before a quoted header",
    csv: '\uFEFF"a","b"\n1,2\n',
    mask,
    expected: { lines: ['{"a":"1","b":"2"}'] },
  },
  {
    title: "keeps a byte order mark anywhere else",
    csv: "a,b\n\uFEFF1,2\n",
    mask,
    expected: { lines: ['{"a":"\uFEFF1","b":"2"}'] },
  },
  {
    title: "reads a last record without its newline",
    csv: "a,b\n1,2",
    mask,
    expected: { lines: ['{"a":"1","b":"2"}'] },
  },
  {
    title: "reads a last record that ends in a quote",
    csv: 'a,b\n1,"2"',
    mask,
    expected: { lines: ['{"a":"1","b":"2"}'] },
  },
  {
    title: "skips empty lines",
    csv: "\na,b\n\n1,2\n\r\n\n3,4\n\n",
    mask,
    expected: { lines: ['{"a":"1","b":"2"}', '{"a":"3","b":"4"}'] },
  },
  {
    title: "takes a quoted empty cell in a line of its own as a record",
    csv: 'b\n""\n1\n',
    mask: { b: "key" },
    expected: { lines: ["{}", '{"b":"1"}'], tally: { keyless: 1 } },
  },
  {
    title: "[C-038] leaves out null, missing and empty cells",
    csv: 'a,b\nNULL,\n"NULL",""\n,1\n',
    mask,
    expected: { lines: ["{}", "{}", '{"b":"1"}'], tally: { absent: [] } },
  },
  {
    title: "takes only the exact marker as null",
    csv: "a,b\nnull, NULL\nNULLs,N/A\n",
    mask,
    expected: { lines: ['{"a":"null","b":" NULL"}', '{"a":"NULLs","b":"N/A"}'] },
  },
  {
    title: "[T-17] accepts another null marker",
    csv: "a,b\n__DMS_NULL__,NULL\n",
    mask,
    nullMarker: "__DMS_NULL__",
    expected: { lines: ['{"b":"NULL"}'] },
  },
  {
    title: "reads a header that needs quotes",
    csv: '"a.b","say ""hi"""\n1,2\n',
    mask: { "a.b": "key" },
    expected: { lines: ['{"a.b":"1"}'], tally: { dropped: [], droppedUnnamed: 1 } },
  },
  {
    title: "replaces invalid UTF-8 and counts it",
    csv: Buffer.concat([
      Buffer.from("a,b\n1"),
      Buffer.of(0xc3),
      Buffer.from(","),
      Buffer.of(0xff, 0xfe),
      Buffer.from("\n"),
    ]),
    mask,
    expected: { lines: ['{"a":"1\uFFFD","b":"\uFFFD\uFFFD"}'], tally: { replacedCharacters: 3 } },
  },
  {
    title: "counts one replacement for a truncated character",
    csv: Buffer.concat([Buffer.from("a,b\n"), Buffer.from("🙂").subarray(0, 3), Buffer.from(",2\n")]),
    mask,
    expected: { lines: ['{"a":"\uFFFD","b":"2"}'], tally: { replacedCharacters: 1 } },
  },
  {
    title: "does not count a U+FFFD that the source has",
    csv: Buffer.concat([Buffer.from("a,b\n\uFFFD,"), Buffer.of(0x80), Buffer.from("\n")]),
    mask,
    expected: { lines: ['{"a":"\uFFFD","b":"\uFFFD"}'], tally: { replacedCharacters: 1 } },
  },
  {
    title: "reads characters of two, three and four bytes",
    csv: "a,b\né漢,🙂\n",
    mask,
    expected: { lines: ['{"a":"é漢","b":"🙂"}'], tally: { replacedCharacters: 0 } },
  },
  { title: "writes nothing for an empty file", csv: "", mask, expected: { lines: [] } },
  { title: "writes nothing for a file of empty lines", csv: "\n\r\n\n", mask, expected: { lines: [] } },
];
