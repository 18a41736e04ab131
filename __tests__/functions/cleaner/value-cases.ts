import type { Mask } from "../../../contracts/mask.ts";
import type { Tally } from "../../../functions/cleaner/tally.ts";
import type { Case } from "./conformance.ts";

const nested = { nodes: { label: true } } as const satisfies Mask;

/** A file with one cell of JSON, and what is counted of it. */
const counting = (title: string, json: string, mask: Mask, value: string, tally: Partial<Tally>): Case => ({
  title,
  csv: `nodes,oid__id\n"${json.replaceAll('"', '""')}",1\n`,
  mask,
  expected: { lines: [`{${value && `"nodes":${value},`}"oid__id":"1"}`], tally },
});

/** Rule 12: scalars where the mask is nested. */
const SCALARS: readonly Case[] = [
  counting("counts scalars in an array", '["a","b",null,1,true,{"label":1}]', nested, '[{"label":1}]', { scalars: 4 }),
  counting("counts a scalar in place of an object", "12", nested, "", { scalars: 1 }),
  counting(
    "counts scalars below",
    '{"a":{"b":1},"c":[2,[3]]}',
    { nodes: { a: { b: { c: true } }, c: { d: true } } },
    '{"a":{},"c":[[]]}',
    {
      scalars: 3,
    },
  ),
  counting("counts no null", "null", nested, "", { scalars: 0 }),
  counting("counts no scalar of what is not listed", '{"x":1,"y":["a"]}', nested, "{}", { scalars: 0 }),
  counting("counts no scalar of a cell that is malformed", '["a",{"label":1,"label":2}]', nested, "", {
    scalars: 0,
    malformed: 1,
  }),
  {
    title: "counts no scalar of a delete",
    csv: 'Op,oid__id,nodes\nD,1,"[""a""]"\nD,2,12\n',
    mask: nested,
    expected: { lines: ['{"oid__id":"1","Op":"D"}', '{"oid__id":"2","Op":"D"}'], tally: { scalars: 0 } },
  },
  {
    title: "counts scalars of a cell that is not quoted",
    csv: "oid__id,nodes\n1,[1]\n2,12\n",
    mask: nested,
    expected: { lines: ['{"nodes":[],"oid__id":"1"}', '{"oid__id":"2"}'], tally: { scalars: 2 } },
  },
];

const whole = (title: string, json: string, value: string, replacedCharacters: number): Case =>
  counting(title, json, { nodes: "json" }, value, { replacedCharacters });

/** Rule 12: halves of a character, which strict readers refuse. */
const HALVES: readonly Case[] = [
  whole("replaces half a character", '["\\ud83d","ok"]', '["\\ufffd","ok"]', 1),
  whole("replaces a second half alone", '"\\uDE42"', '"\\ufffd"', 1),
  whole("replaces both halves in the wrong order", '"\\udE42\\uD83d"', '"\\ufffd\\ufffd"', 2),
  whole("replaces the first of two first halves", '"\\ud83d\\ud83d\\ude42"', '"\\ufffd\\ud83d\\ude42"', 1),
  whole("replaces half a character at the end", '"x\\uDBFF"', '"x\\ufffd"', 1),
  whole("replaces it in front of another escape", '"\\ud800\\n\\ud800\\u0041"', '"\\ufffd\\n\\ufffd\\u0041"', 2),
  whole("replaces halves with something between them", '"\\ud83d \\ude42"', '"\\ufffd \\ufffd"', 2),
  whole("replaces it in a key", '{"\\udfff":{"a\\ud800":1}}', '{"\\ufffd":{"a\\ufffd":1}}', 2),
  whole("keeps a whole character", '"\\ud83d\\ude42\\uD83D\\uDE42"', '"\\ud83d\\ude42\\uD83D\\uDE42"', 0),
  whole("keeps other escapes", '"\\ud7ff\\ue000\\u00e9\\uD7fF"', '"\\ud7ff\\ue000\\u00e9\\uD7fF"', 0),
  whole("keeps a backslash in front of the letter", '"\\\\ud83d\\\\\\\\ud83d"', '"\\\\ud83d\\\\\\\\ud83d"', 0),
  whole("replaces it behind a quote and a backslash", '"\\"\\\\\\ud83d\\""', '"\\"\\\\\\ufffd\\""', 1),
  counting("replaces it below a nested mask", '{"label":"\\ud83d","x":"\\ud83d"}', nested, '{"label":"\\ufffd"}', {
    replacedCharacters: 1,
  }),
  counting("counts none of a cell that is malformed", '{"label":"\\ud83d","label":1}', nested, "", {
    replacedCharacters: 0,
    malformed: 1,
  }),
  counting("keeps it as text where the column is text", '"\\ud83d"', { nodes: true }, '"\\"\\\\ud83d\\""', {
    replacedCharacters: 0,
  }),
  {
    title: "counts none of a delete, and adds it to characters that were no UTF-8",
    csv: Buffer.concat([
      Buffer.from('Op,oid__id,nodes\nD,1,"""\\ud83d"""\nI,'),
      Buffer.of(0xff),
      Buffer.from(',"""\\ud83d"""\n'),
    ]),
    mask: { nodes: "json" },
    expected: {
      lines: ['{"oid__id":"1","Op":"D"}', '{"nodes":"\\ufffd","oid__id":"\uFFFD","Op":"I"}'],
      tally: { replacedCharacters: 2 },
    },
  },
];

export const VALUE_CASES = [...SCALARS, ...HALVES];
