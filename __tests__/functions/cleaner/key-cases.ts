import type { Mask } from "../../../contracts/mask.ts";
import type { Case } from "./conformance.ts";

const mask = { status: true } as const;
const compound = { _id: { tenant: "key", number: "key" }, status: true } as const satisfies Mask;
const columns = { tenant: "key", status: true, number: "key" } as const satisfies Mask;
const mixed = { _id: { tenant: "key", label: true }, status: true } as const satisfies Mask;

/** Rules 7, 10 and 16: the key of several columns, and rows without one. */
export const KEY_CASES: readonly Case[] = [
  {
    title: "writes a key of several columns, after the listed columns",
    csv: "Op,number,status,tenant\nI,7,open,a\nD,8,open,b\n",
    mask: columns,
    expected: {
      lines: ['{"status":"open","tenant":"a","number":"7","Op":"I"}', '{"tenant":"b","number":"8","Op":"D"}'],
    },
  },
  {
    title: "reads a compound key from dotted columns",
    csv: "Op,_id.tenant,_id.number,_id.email,status\nI,a,7,x@x.org,open\nD,b,8,x@x.org,open\n",
    mask: compound,
    expected: {
      lines: [
        '{"status":"open","_id":{"tenant":"a","number":"7"},"Op":"I"}',
        '{"_id":{"tenant":"b","number":"8"},"Op":"D"}',
      ],
      tally: { dropped: ["_id.email"] },
    },
  },
  {
    title: "reads a compound key from JSON",
    csv: 'Op,_id,status\nI,"{""number"":7,""email"":""x"",""tenant"":""a""}",open\nD,"{""tenant"":""b"",""number"":8}",\n',
    mask: compound,
    expected: {
      lines: [
        '{"status":"open","_id":{"tenant":"a","number":7},"Op":"I"}',
        '{"_id":{"tenant":"b","number":8},"Op":"D"}',
      ],
    },
  },
  {
    title: "keeps only the key of a delete, if the key's column has more that is listed",
    csv: 'Op,_id,status\nU,"{""label"":""x"",""tenant"":""a""}",open\nD,"{""label"":""x"",""tenant"":""a""}",open\n',
    mask: mixed,
    expected: {
      lines: ['{"status":"open","_id":{"tenant":"a","label":"x"},"Op":"U"}', '{"_id":{"tenant":"a"},"Op":"D"}'],
    },
  },
  {
    title: "keeps only the key of a delete, if more is listed in dotted columns",
    csv: "Op,_id.label,_id.tenant\nD,x,a\n",
    mask: mixed,
    expected: { lines: ['{"_id":{"tenant":"a"},"Op":"D"}'], tally: { keylessDeletes: 0 } },
  },
  ...["_id.tenant,status", "_id.number,dms_replicated_at", "dms_replicated_at,status"].map(
    (header): Case => ({
      title: `fails on a header that lacks a part of the key: ${header}`,
      csv: `${header}\n1,2\n`,
      mask: compound,
      expected: { code: "KEY_ABSENT", line: 1 },
    }),
  ),
  {
    title: "fails on a second header of a compound key",
    csv: "_id.tenant,_id.number,status\na,1,open\n_id.number,_id.tenant,status\n1,a,open\n",
    mask: compound,
    expected: { code: "HEADER_REPEATED", line: 3 },
  },
  {
    title: "counts rows without a key, and deletes without a key",
    csv: "Op,dms_replicated_at,oid__id,status\nI,2026-02-22,NULL,open\nU,2026-02-22,,open\nD,2026-02-22,NULL,NULL\nD,2026-02-22,1,\n",
    mask,
    expected: {
      lines: [
        '{"status":"open","dms_replicated_at":"2026-02-22","Op":"I"}',
        '{"status":"open","dms_replicated_at":"2026-02-22","Op":"U"}',
        '{"dms_replicated_at":"2026-02-22","Op":"D"}',
        '{"oid__id":"1","dms_replicated_at":"2026-02-22","Op":"D"}',
      ],
      tally: { keyless: 2, keylessDeletes: 1, deletes: 2 },
    },
  },
  {
    title: "counts a compound key as missing only if all its parts are null",
    csv: `Op,_id,_id.tenant,_id.number,status\n${[
      'I,"{""tenant"":null,""number"":1}",,,',
      'I,"{""tenant"":null}",a,1,',
      "I,NULL,NULL,1,",
      "I,NULL,NULL,,",
      "I,{,a,1,",
      'D,"{""email"":""x""}",a,1,',
      "D,12,a,1,",
      "D,null,a,,",
    ].join("\n")}\n`,
    mask: compound,
    expected: {
      lines: [
        '{"_id":{"number":1},"Op":"I"}',
        '{"_id":{},"Op":"I"}',
        '{"_id":{"number":"1"},"Op":"I"}',
        '{"Op":"I"}',
        '{"Op":"I"}',
        '{"_id":{},"Op":"D"}',
        '{"Op":"D"}',
        '{"_id":{"tenant":"a"},"Op":"D"}',
      ],
      tally: { keyless: 3, keylessDeletes: 2, malformed: 1, scalars: 1 },
    },
  },
  {
    title: "counts a key that the mask lists as a field as present",
    csv: "Op,oid__id\nI,1\nI,\n",
    mask: { oid__id: true },
    expected: { lines: ['{"oid__id":"1","Op":"I"}', '{"Op":"I"}'], tally: { keyless: 1 } },
  },
];
