import type { Mask } from "../../../contracts/mask.ts";
import type { Case } from "./conformance.ts";

const TIME = "2026-02-22 10:15:00.000000";
const nested = { nodes: { data: { label: true } }, id: "key" } as const satisfies Mask;
const contact = { contact: { email: true, address: { city: true } }, id: "key" } as const satisfies Mask;

/** Rules 10, 11, 14 and 16: which parts of a record pass. */
export const PROJECT_CASES: readonly Case[] = [
  {
    title: "[C-018, C-029] adds key and timestamp for every collection, after the listed columns",
    csv: `dms_replicated_at,oid__id,x,b,a\n${TIME},4,3,2,1\n`,
    mask: { a: true, b: true },
    expected: { lines: [`{"a":"1","b":"2","oid__id":"4","dms_replicated_at":"${TIME}"}`], tally: { dropped: ["x"] } },
  },
  {
    title: "[T-01, T-02] writes Op as the last field if a file has it, as a CDC file does",
    csv: `Op,dms_replicated_at,oid__id,a\nI,${TIME},1,x\nU,${TIME},1,y\n`,
    mask: { a: true },
    expected: {
      lines: [
        `{"a":"x","oid__id":"1","dms_replicated_at":"${TIME}","Op":"I"}`,
        `{"a":"y","oid__id":"1","dms_replicated_at":"${TIME}","Op":"U"}`,
      ],
    },
  },
  {
    title: "[T-01] keeps only the key, the timestamp and Op of a delete",
    csv: `Op,dms_replicated_at,oid__id,a\nD,${TIME},1,last image\n`,
    mask: { a: true },
    expected: { lines: [`{"oid__id":"1","dms_replicated_at":"${TIME}","Op":"D"}`], tally: { deletes: 1 } },
  },
  {
    title: "leaves Op out if passOp is false",
    csv: "Op,oid__id,a\nI,1,x\nD,1,y\n",
    mask: { a: true },
    passOp: false,
    expected: { lines: ['{"a":"x","oid__id":"1"}', '{"oid__id":"1"}'], tally: { deletes: 1, dropped: ["Op"] } },
  },
  {
    title: "takes Op as an ordinary column if it is not the first",
    csv: "a,Op,oid__id\nx,whatever,1\n",
    mask: { a: true },
    expected: { lines: ['{"a":"x","oid__id":"1"}'], tally: { dropped: ["Op"], deletes: 0, suspicious: ["Op"] } },
  },
  {
    title: "reads the key column that the mask names",
    csv: "Op,_id,a\nI,sku-1,x\nD,sku-2,y\n",
    mask: { _id: "key", a: true },
    expected: { lines: ['{"a":"x","_id":"sku-1","Op":"I"}', '{"_id":"sku-2","Op":"D"}'] },
  },
  {
    title: "drops oid__id if another column is the key",
    csv: "_id,oid__id,a\n1,2,3\n",
    mask: { _id: "key", a: true },
    expected: { lines: ['{"a":"3","_id":"1"}'], tally: { dropped: ["oid__id"] } },
  },
  {
    title: "writes the key once, at its place in the mask, if the mask lists it",
    csv: "Op,oid__id,a\nI,1,x\nD,1,x\n",
    mask: { oid__id: true, a: true },
    expected: { lines: ['{"oid__id":"1","a":"x","Op":"I"}', '{"oid__id":"1","Op":"D"}'] },
  },
  {
    title: "[C-037] finds an array under the header that DMS gives it, not under its name in MongoDB",
    csv: "array_nodes,oid__id\n[],1\n",
    mask: { nodes: { data: true }, array_nodes: { data: true } },
    expected: { lines: ['{"array_nodes":[],"oid__id":"1"}'], tally: { absent: ["nodes"] } },
  },
  {
    title: "reports a hundred dropped names and counts the others",
    csv: `a,${Array.from({ length: 101 }, (_, index) => `x${index}`).join(",")}\n1${",".repeat(101)}\n`,
    mask: { a: "key" },
    expected: {
      lines: ['{"a":"1"}'],
      tally: { dropped: Array.from({ length: 100 }, (_, index) => `x${index}`), droppedUnnamed: 1 },
    },
  },
  {
    title: "[C-022] writes one line for each record, even if nothing of it passes",
    csv: "a,x\n,1\n,2\n",
    mask: { a: "key" },
    expected: { lines: ["{}", "{}"], tally: { keyless: 2 } },
  },
  {
    title: "keeps the text of a cell, whatever it looks like",
    csv: 'a\n9007199254740993\n1.10\ntrue\n"{""x"":1}"\n',
    mask: { a: "key" },
    expected: { lines: ['{"a":"9007199254740993"}', '{"a":"1.10"}', '{"a":"true"}', '{"a":"{\\"x\\":1}"}'] },
  },
  {
    title: "reports listed columns that are absent",
    csv: "a\n1\n",
    mask: { a: "key", b: true, c: { d: true }, e: "json" },
    expected: { lines: ['{"a":"1"}'], tally: { absent: ["b", "c", "e"] } },
  },
  {
    title: "counts dropped names that may be personal, and reports the others",
    csv: `a,${["x.y_1", "ann@example.org", "with space", "z".repeat(65), "w".repeat(64)].join(",")}\n1,2,3,4,5,6\n`,
    mask: { a: "key" },
    expected: { lines: ['{"a":"1"}'], tally: { dropped: ["x.y_1", "w".repeat(64)], droppedUnnamed: 3 } },
  },
  {
    title: "takes names that JavaScript uses itself as ordinary columns",
    csv: "__proto__,constructor,toString\n1,2,3\n",
    mask: JSON.parse('{"__proto__": true, "constructor": "key"}') as Mask,
    expected: { lines: ['{"__proto__":"1","constructor":"2"}'], tally: { dropped: ["toString"] } },
  },
  {
    title: "[T-04] rebuilds an object from dotted headers",
    csv: "id,contact.email,contact.phone,contact.address.city,contact.address.street\nNULL,a@b,1,Rome,x\n",
    mask: contact,
    expected: {
      lines: ['{"contact":{"email":"a@b","address":{"city":"Rome"}}}'],
      tally: { dropped: ["contact.phone", "contact.address.street"], absent: [] },
    },
  },
  {
    title: "[T-04] reads the same object from a JSON cell",
    csv: 'id,contact\n,"{""email"":""a@b"",""phone"":1,""address"":{""city"":""Rome"",""street"":""x""}}"\n',
    mask: contact,
    expected: { lines: ['{"contact":{"email":"a@b","address":{"city":"Rome"}}}'] },
  },
  {
    title: "reads a JSON cell in the middle of a dotted path",
    csv: 'id,contact.email,contact.address\n,a@b,"{""city"":""Rome"",""street"":""x""}"\n',
    mask: contact,
    expected: { lines: ['{"contact":{"email":"a@b","address":{"city":"Rome"}}}'] },
  },
  {
    title: "prefers a JSON cell to dotted columns",
    csv: 'contact,contact.email,id\n"{""email"":""json""}",dotted,\n',
    mask: contact,
    expected: { lines: ['{"contact":{"email":"json"}}'] },
  },
  {
    title: "reads the dotted columns if the JSON cell is null or empty",
    csv: "contact,contact.email,id\nNULL,a,\n,b,\nnull,c,\n",
    mask: contact,
    expected: { lines: ['{"contact":{"email":"a"}}', '{"contact":{"email":"b"}}', '{"contact":{"email":"c"}}'] },
  },
  {
    title: "does not fall back to dotted columns if the JSON cell is malformed or a scalar",
    csv: 'contact,contact.email,id\n{,a,\n"""x""",b,\n',
    mask: contact,
    expected: {
      lines: ["{}", "{}"],
      tally: { malformed: 1, malformedCells: [{ line: 2, column: "contact" }], scalars: 1 },
    },
  },
  {
    title: "leaves out an object whose dotted columns are all null",
    csv: "contact.email,oid__id\nNULL,1\n",
    mask: { contact: { email: true } },
    expected: { lines: ['{"oid__id":"1"}'] },
  },
  {
    title: "applies two rules of two fields to one column",
    csv: 'b.a,oid__id\n"{""x"":1,""y"":2}",1\n',
    mask: { b: { a: { x: true } }, "b.a": "json" },
    expected: { lines: ['{"b":{"a":{"x":1}},"b.a":{"x":1,"y":2},"oid__id":"1"}'] },
  },
  {
    title: "reports dotted columns that are absent",
    csv: "contact.email,id\na,\n",
    mask: contact,
    expected: { lines: ['{"contact":{"email":"a"}}'], tally: { absent: ["contact.address"] } },
  },
  {
    title: "does not fill a whole column from dotted columns",
    csv: "contact.email,oid__id\na,1\n",
    mask: { contact: true },
    expected: { lines: ['{"oid__id":"1"}'], tally: { dropped: ["contact.email"], absent: ["contact"] } },
  },
  {
    title: "reports the line and column of the first hundred malformed cells",
    csv: `nodes,id\n${"{,\n".repeat(101)}`,
    mask: nested,
    expected: {
      lines: Array.from({ length: 101 }, () => "{}"),
      tally: {
        malformed: 101,
        malformedCells: Array.from({ length: 100 }, (_, index) => ({ line: index + 2, column: "nodes" })),
      },
    },
  },
];
