import type { Mask } from "../../../contracts/mask.ts";
import type { Tally } from "../../../functions/cleaner/tally.ts";
import type { Case } from "./conformance.ts";

const nested = { nodes: { label: true } } as const satisfies Mask;

/** A file with one JSON cell, and its counts. */
const counting = (title: string, json: string, mask: Mask, value: string, tally: Partial<Tally>): Case => ({
  title,
  csv: `nodes,oid__id\n"${json.replaceAll('"', '""')}",1\n`,
  mask,
  expected: { lines: [`{${value && `"nodes":${value},`}"oid__id":"1"}`], tally },
});

/** Rule 12: scalars if the mask is nested. */
const SCALARS: readonly Case[] = [
  counting("counts scalars in an array", '["a","b",null,1,true,{"label":1}]', nested, '[{"label":1}]', { scalars: 4 }),
  counting("counts a scalar in place of an object", "12", nested, "", { scalars: 1 }),
  counting(
    "counts scalars at deeper levels",
    '{"a":{"b":1},"c":[2,[3]]}',
    { nodes: { a: { b: { c: true } }, c: { d: true } } },
    '{"a":{},"c":[[]]}',
    {
      scalars: 3,
    },
  ),
  counting("does not count null", "null", nested, "", { scalars: 0 }),
  counting("does not count scalars under unlisted keys", '{"x":1,"y":["a"]}', nested, "{}", { scalars: 0 }),
  counting("does not count scalars of a malformed cell", '["a",{"label":1,"label":2}]', nested, "", {
    scalars: 0,
    malformed: 1,
  }),
  {
    title: "does not count scalars of a delete",
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

/** Rule 12: lone surrogates, which strict readers refuse. */
const SURROGATES: readonly Case[] = [
  whole("replaces a lone high surrogate", '["\\ud83d","ok"]', '["\\ufffd","ok"]', 1),
  whole("replaces a lone low surrogate", '"\\uDE42"', '"\\ufffd"', 1),
  whole("replaces a low surrogate before a high one", '"\\udE42\\uD83d"', '"\\ufffd\\ufffd"', 2),
  whole("replaces a high surrogate before a pair", '"\\ud83d\\ud83d\\ude42"', '"\\ufffd\\ud83d\\ude42"', 1),
  whole("replaces a surrogate at the end", '"x\\uDBFF"', '"x\\ufffd"', 1),
  whole("replaces a surrogate before another escape", '"\\ud800\\n\\ud800\\u0041"', '"\\ufffd\\n\\ufffd\\u0041"', 2),
  whole("replaces a pair with a space between", '"\\ud83d \\ude42"', '"\\ufffd \\ufffd"', 2),
  whole("replaces surrogates in keys", '{"\\udfff":{"a\\ud800":1}}', '{"\\ufffd":{"a\\ufffd":1}}', 2),
  whole("keeps a surrogate pair", '"\\ud83d\\ude42\\uD83D\\uDE42"', '"\\ud83d\\ude42\\uD83D\\uDE42"', 0),
  whole("keeps other escapes", '"\\ud7ff\\ue000\\u00e9\\uD7fF"', '"\\ud7ff\\ue000\\u00e9\\uD7fF"', 0),
  whole("keeps a backslash before the letter u", '"\\\\ud83d\\\\\\\\ud83d"', '"\\\\ud83d\\\\\\\\ud83d"', 0),
  whole("replaces a surrogate after a quote and a backslash", '"\\"\\\\\\ud83d\\""', '"\\"\\\\\\ufffd\\""', 1),
  counting("replaces it under a nested mask", '{"label":"\\ud83d","x":"\\ud83d"}', nested, '{"label":"\\ufffd"}', {
    replacedCharacters: 1,
  }),
  counting("counts none of a malformed cell", '{"label":"\\ud83d","label":1}', nested, "", {
    replacedCharacters: 0,
    malformed: 1,
  }),
  counting("keeps it as text if the column is text", '"\\ud83d"', { nodes: true }, '"\\"\\\\ud83d\\""', {
    replacedCharacters: 0,
  }),
  {
    title: "counts none of a delete, and adds them to characters that were not UTF-8",
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

export const VALUE_CASES = [...SCALARS, ...SURROGATES];
