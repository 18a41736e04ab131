import type { Mask } from "../../../contracts/mask.ts";
import type { Case } from "./conformance.ts";

const nested = { nodes: { data: { label: true } } } as const satisfies Mask;

const MANY = Array.from({ length: 64 }, (_, index) => index);

/** A file with one JSON cell, and a mask for its column. */
const cell = (title: string, json: string, mask: Mask, lines: string[], malformed = 0): Case => ({
  title,
  csv: `nodes,oid__id\n"${json.replaceAll('"', '""')}",1\n`,
  mask,
  expected: {
    lines: lines.map((line) => `{${[line && `"nodes":${line}`, '"oid__id":"1"'].filter(Boolean).join(",")}}`),
    tally: { malformed, malformedCells: malformed ? [{ line: 2, column: "nodes" }] : [] },
  },
});

/** Rules 12, 13 and 15: which parts of a JSON cell pass. */
export const JSON_CASES: readonly Case[] = [
  cell("[C-020] keeps the listed keys of an object", '{"data":{"label":"a","pii":1},"id":2}', nested, [
    '{"data":{"label":"a"}}',
  ]),
  cell(
    "[C-021] applies a nested mask to each element of an array",
    '[{"data":{"label":"a","pii":1}},{"data":{"label":"b"}}]',
    nested,
    ['[{"data":{"label":"a"}},{"data":{"label":"b"}}]'],
  ),
  cell("applies it to arrays in arrays", '[[{"data":{"label":"a"}}],[]]', nested, ['[[{"data":{"label":"a"}}],[]]']),
  cell(
    "drops elements that are neither object nor array",
    '["ann@example.org",1,null,true,{"data":{"label":"a"}}]',
    nested,
    ['[{"data":{"label":"a"}}]'],
  ),
  cell("keeps an object without listed keys as an empty one", '[{"pii":1},{}]', nested, ["[{},{}]"]),
  cell("leaves out a scalar if the mask is nested", '"ann@example.org"', nested, [""]),
  cell("leaves out a nested scalar if the mask is nested", '{"data":"ann@example.org"}', nested, ["{}"]),
  cell("leaves out a JSON null", "null", nested, [""]),
  cell("leaves out a nested JSON null", '{"data":{"label":null}}', nested, ['{"data":{}}']),
  cell("writes nested keys in the order of the mask", '{"b":1,"a":2}', { nodes: { a: true, b: true } }, [
    '{"a":2,"b":1}',
  ]),
  cell(
    "keeps a whole value as written: numbers, escapes, order, repeated keys",
    '{"data":{"label":{"n":9007199254740993,"m":1.10,"e":-0E+2,"s":"\\u00e9\\/","z":1,"z":2,"a":[null,false]}}}',
    nested,
    ['{"data":{"label":{"n":9007199254740993,"m":1.10,"e":-0E+2,"s":"\\u00e9\\/","z":1,"z":2,"a":[null,false]}}}'],
  ),
  cell(
    "keeps Extended JSON wrappers like any other value",
    '{"at":{"$date":1641049900000},"by":{"$oid":"5ca4"}}',
    { nodes: { at: true, by: { $oid: true } } },
    ['{"at":{"$date":1641049900000},"by":{"$oid":"5ca4"}}'],
  ),
  cell("drops white space, so that a row is one line", '{ "data" :\n\t{ "label" : [ 1 ,\r\n 2 ] } }\n', nested, [
    '{"data":{"label":[1,2]}}',
  ]),
  cell("keeps white space inside strings", '{"data":{"label":" a  b "}}', nested, ['{"data":{"label":" a  b "}}']),
  cell("finds a listed key that is written with escapes", '{"d\\u0061ta":{"label":1}}', nested, [
    '{"data":{"label":1}}',
  ]),
  cell(
    "takes __proto__ and constructor as ordinary keys",
    '{"__proto__":{"x":1},"constructor":{"y":2}}',
    { nodes: JSON.parse('{"__proto__":{"x":true},"constructor":true}') },
    ['{"__proto__":{"x":1},"constructor":{"y":2}}'],
  ),
  cell("accepts keys that are numbers", '{"0":{"x":1},"1":2}', { nodes: { "0": { x: true } } }, ['{"0":{"x":1}}']),
  cell("keeps a column whole as JSON if the mask says json", '["a", {"b": [1.0]}, null]', { nodes: "json" }, [
    '["a",{"b":[1.0]},null]',
  ]),
  cell("keeps a scalar whole as JSON if the mask says json", "1.10", { nodes: "json" }, ["1.10"]),
  cell("leaves out null if the mask says json", " null ", { nodes: "json" }, [""]),

  cell("leaves out a truncated cell, and counts it", '[{"data":{"label":"a"}},{"data":{"lab', nested, [""], 1),
  cell("leaves out a truncated cell if the mask says json", '["a","b', { nodes: "json" }, [""], 1),
  cell("leaves out a cell that is invalid in an unlisted part", '{"pii":01,"data":{"label":"a"}}', nested, [""], 1),
  cell("leaves out a cell with a bare NaN in an unlisted part", '{"data":[{"pii":NaN,"label":"a"}]}', nested, [""], 1),
  cell("leaves out a cell with text after its value", '{"data":{"label":"a"}} x', nested, [""], 1),
  cell("leaves out a cell that is not RFC 8259 JSON", "{'data':{'label':NaN}}", nested, [""], 1),
  cell("leaves out a cell that is plain text", "ann@example.org", nested, [""], 1),
  cell("leaves out a cell that repeats a listed key", '{"data":{"label":1,"label":2}}', nested, [""], 1),
  cell(
    "leaves out a cell that repeats a listed key in two spellings",
    '{"data":{"label":1},"dat\\u0061":{}}',
    nested,
    [""],
    1,
  ),
  cell("accepts a cell that repeats an unlisted key", '{"x":1,"x":2,"data":{"label":1}}', nested, [
    '{"data":{"label":1}}',
  ]),
  cell("reads nesting up to a thousand", `${"[".repeat(1000)}${"]".repeat(1000)}`, nested, [
    `${"[".repeat(1000)}${"]".repeat(1000)}`,
  ]),
  cell("leaves out nesting beyond a thousand", `${"[".repeat(1001)}${"]".repeat(1001)}`, nested, [""], 1),
  cell(
    "leaves out an object within a thousand arrays",
    `${"[".repeat(1000)}{"data":{}}${"]".repeat(1000)}`,
    nested,
    [""],
    1,
  ),
  cell(
    "leaves out nesting beyond a thousand in an unlisted part",
    `{"x":${"[".repeat(1000)}${"]".repeat(1000)},"data":{"label":1}}`,
    nested,
    [""],
    1,
  ),
  cell("does not count brackets inside a string as nesting", `{"data":{"label":"${"[{".repeat(1500)}"}}`, nested, [
    `{"data":{"label":"${"[{".repeat(1500)}"}}`,
  ]),
  cell("keeps a text that has null in it", '{"data":{"label":"null"}}', nested, ['{"data":{"label":"null"}}']),
  cell("counts nesting, not brackets", `[${"[],".repeat(1200)}[]]`, nested, [`[${"[],".repeat(1200)}[]]`]),
  cell(
    "leaves out a cell with a bare word for a key in an unlisted part",
    '{"x":{1},"data":{"label":"a"}}',
    nested,
    [""],
    1,
  ),
  cell(
    "leaves out a cell with a bare word for a later key in an unlisted part",
    '{"x":{"y":1,2},"data":{"label":"a"}}',
    nested,
    [""],
    1,
  ),
  cell(
    "leaves out a cell with a comma too many in an unlisted part",
    '{"x":[1,],"data":{"label":"a"}}',
    nested,
    [""],
    1,
  ),
  cell(
    "leaves out a cell whose brackets do not match in an unlisted part",
    '{"x":[1},"data":{"label":"a"}}',
    nested,
    [""],
    1,
  ),
  cell("drops a longer key that begins with a listed key", '{"a":1,"aZ":"ann@example.org"}', { nodes: { a: true } }, [
    '{"a":1}',
  ]),
  cell("drops a longer key if the listed key is absent", '{"aZ":"ann@example.org","ab":1}', { nodes: { a: true } }, [
    "{}",
  ]),
  cell(
    "drops a key U+FFFD if a lone surrogate is listed",
    '{"\uFFFD":"ann@example.org"}',
    { nodes: { "\uD800": true } },
    ["{}"],
  ),
  cell(
    "puts many keys into the order of the mask",
    `{${MANY.map((index) => `"${(index * 29) % MANY.length}":${index}`).join(",")}}`,
    { nodes: Object.fromEntries(MANY.map((index) => [`${index}`, true])) },
    [`{${MANY.map((index) => `"${index}":${MANY.findIndex((at) => (at * 29) % MANY.length === index)}`).join(",")}}`],
  ),
  cell("writes a listed key that is a lone surrogate as U+FFFD", '{"\\ud800":1}', { nodes: { "\uD800": true } }, [
    '{"\uFFFD":1}',
  ]),
];
