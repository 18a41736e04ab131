import type { Case } from "./conformance.ts";

const mask = { a: true, b: "key" } as const;

/** Rule 7: when a file fails, with which code, at which line. */
export const FAILURE_CASES: readonly Case[] = [
  {
    title: "writes nothing for only a header",
    csv: "a,b\n",
    mask,
    expected: { lines: [], tally: { absent: [], dropped: [], headerOnly: true } },
  },

  { title: "fails on a header without names", csv: '""\n1\n', mask, expected: { code: "HEADER_EMPTY", line: 1 } },
  { title: "fails on a header of commas", csv: ",,\n1,2,3\n", mask, expected: { code: "HEADER_EMPTY", line: 1 } },
  {
    title: "fails on a header that repeats a name, even an unlisted one, and reports its place instead of its name",
    csv: "b,x,x\n1,2,3\n",
    mask,
    expected: { code: "HEADER_DUPLICATE", line: 1, column: "#2" },
  },
  {
    title: "fails on a header with neither key nor timestamp, even if it has a listed name",
    csv: "a,x\n1,2\n",
    mask,
    expected: { code: "HEADER_UNLISTED", line: 1 },
  },
  {
    title: "counts empty lines before the header",
    csv: "\n\nx\n1\n",
    mask,
    expected: { code: "HEADER_UNLISTED", line: 3 },
  },
  {
    title: "fails on a record that is too short",
    csv: "a,b\n1,2\n3\n",
    mask,
    expected: { code: "RECORD_WIDTH", line: 3 },
  },
  {
    title: "fails on a record that is too long",
    csv: "a,b\n1,2,3\n",
    mask,
    expected: { code: "RECORD_WIDTH", line: 2 },
  },
  {
    title: "counts the lines inside quoted cells",
    csv: 'a,b\n"1\n2\n3",4\n5\n',
    mask,
    expected: { code: "RECORD_WIDTH", line: 5 },
  },
  ...[
    { inside: "a backslash", row: '"[""a\\",b""]",2,3', code: "QUOTE_BARE", column: "x" },
    { inside: "a string", row: '"[""a",b""]",2,3', code: "QUOTE_BARE", column: "x" },
    { inside: "an object", row: '"{"x"":1}",2,3', code: "QUOTE_TRAILING", column: "nodes" },
    { inside: "a brace", row: '"{"x"":1}",2,3', code: "QUOTE_TRAILING", column: "nodes", rule: { a: true } as const },
    { inside: "an array", row: '"["x""]",2,3', code: "QUOTE_TRAILING", column: "nodes" },
  ].map(
    ({ inside, row, code, column, rule = "json" as const }): Case => ({
      title: `fails if a quote that is not doubled ends a JSON cell after ${inside}`,
      csv: `nodes,x,oid__id\n${row}\n`,
      mask: { nodes: rule },
      expected: { code, line: 2, column },
    }),
  ),
  {
    title: "fails on a quote that is never closed",
    csv: 'a,b\n1,2\n3,"4\n5,6\n',
    mask,
    expected: { code: "QUOTE_UNCLOSED", line: 3, column: "b" },
  },
  {
    title: "fails on text after a closing quote",
    csv: 'a,b\n"1"2,3\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "a" },
  },
  {
    title: "fails on a space after a closing quote",
    csv: 'a,b\n"1" ,3\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "a" },
  },
  {
    title: "fails on a lone CR after a closing quote",
    csv: 'a,b\n1,"2"\r3\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "b" },
  },
  {
    title: "fails on a lone CR after the last closing quote of the file",
    csv: 'a,b\n1,"2"\r',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "b" },
  },
  {
    title: "fails on a quote in a cell that is not quoted",
    csv: 'a,b\n1,2\n3,4"5\n',
    mask,
    expected: { code: "QUOTE_BARE", line: 3, column: "b" },
  },
  {
    title: "fails if an opening quote was lost, before the text after it can be taken for a record",
    csv: 'Op,a,b,notes\nI,1,2,xhello\nI,Ann,Smith,secret"\n',
    mask,
    expected: { code: "QUOTE_BARE", line: 3, column: "notes" },
  },
  {
    title: "fails on a quote in an unquoted name of the header",
    csv: 'a,b"\n1,2\n',
    mask,
    expected: { code: "QUOTE_BARE", line: 1, column: "#2" },
  },
  {
    title: "reports no name of a header in which nothing is listed, because it may be a record",
    csv: "Smith,Smith\n",
    mask,
    expected: { code: "HEADER_UNLISTED", line: 1 },
  },
  {
    title: "names the column with a fault by its place if its name may be personal",
    csv: 'b,ann@example.org\n1,"2"3\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "#2" },
  },
  {
    title: "names a column that the header lacks by its place",
    csv: 'a,b\n1,2,3,"4"5\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 2, column: "#4" },
  },
  {
    title: "fails on a broken quote in the header",
    csv: 'a,"b"c\n',
    mask,
    expected: { code: "QUOTE_TRAILING", line: 1, column: "#2" },
  },
  {
    title: "reports the first of several faults",
    csv: 'a,b\n1\n"2"3,4\n',
    mask,
    expected: { code: "RECORD_WIDTH", line: 2 },
  },
  {
    title: "fails on an Op that is not I, U or D",
    csv: "Op,b\nI,1\nX,2\n",
    mask,
    expected: { code: "OP_UNKNOWN", line: 3, column: "Op" },
  },
  { title: "fails on an empty Op", csv: "Op,b\n,1\n", mask, expected: { code: "OP_UNKNOWN", line: 2, column: "Op" } },
  {
    title: "fails on an unknown Op even if Op does not pass",
    csv: "Op,b\nX,1\n",
    mask,
    passOp: false,
    expected: { code: "OP_UNKNOWN", line: 2, column: "Op" },
  },
  {
    title: "fails on a header in the middle, because the rows after it may have another order",
    csv: "b,dms_replicated_at,a,x\n1,2026-02-22,3,4\nb,dms_replicated_at,x,a\n5,2026-02-22,7,8\n",
    mask,
    expected: { code: "HEADER_REPEATED", line: 3 },
  },
  {
    title: "fails on a header in the middle that is recognized only by the timestamp's name",
    csv: "Op,dms_replicated_at,a,b\nOp,dms_replicated_at,x,y\n",
    mask,
    expected: { code: "HEADER_REPEATED", line: 2 },
  },
  {
    title: "fails on a single quote, though it is shorter than a byte order mark",
    csv: '"',
    mask,
    expected: { code: "QUOTE_UNCLOSED", line: 1, column: "#1" },
  },
];
