import { safeText, shorten } from "../../command/safe-text.ts";
import { COLUMNS } from "../../command/wrap.ts";
import { type JsonMember, type JsonValue, parseJson } from "../../functions/cleaner/reference/json-value.ts";

/** Of a longer list, the first ones show what it is. */
const MAX_ELEMENTS = 5;

/** Of a larger object, the first members. More than a row has of an allow-list that people read. */
const MAX_MEMBERS = 100;

/** Least of a value that is shown, however deep it is. */
const LEAST = 9;

/** A longer line is not laid out at all: it may be a record of 64 MB. */
const MAX_LENGTH = 100_000;

/**
 * JSON for people: what fits is on one line, the rest is broken into lines. Numbers keep their text. Long texts and lists are cut
 * short, so what is shown is not always JSON.
 */
export function prettyJson(text: string, indent: number): string {
  const value = text.length > MAX_LENGTH ? undefined : parseJson(text);
  return " ".repeat(indent) + (value === undefined ? cut(text, COLUMNS - indent) : lay(value, indent, indent));
}

/** @param column where the value begins, after its key @param indent where the lines begin that follow */
function lay(value: JsonValue, column: number, indent: number): string {
  const flat = onOneLine(value);
  if (flat !== undefined && column + flat.length < COLUMNS) return flat;
  if (value.kind === "scalar") return cut(value.text, COLUMNS - column - 1);
  const inner = indent + 2;
  const [open, items, close] =
    value.kind === "array"
      ? ["[", elements(value.elements).map((each) => lay(each, inner, inner)), "]"]
      : ["{", members(value.members, inner), "}"];
  return [open, items.map((item) => " ".repeat(inner) + item).join(",\n"), " ".repeat(indent) + close].join("\n");
}

function members(all: readonly JsonMember[], indent: number): string[] {
  const shown = all.slice(0, MAX_MEMBERS).map(({ keyText, value }) => member(keyText, value, indent));
  return all.length > MAX_MEMBERS ? [...shown, more(all.length - MAX_MEMBERS)] : shown;
}

function member(keyText: string, value: JsonValue, indent: number): string {
  const key = cut(keyText, COLUMNS / 2);
  return `${key}: ${lay(value, indent + key.length + 2, indent)}`;
}

/** Undefined if something is left out of it. */
function onOneLine(value: JsonValue): string | undefined {
  if (value.kind === "scalar") return safeText(value.text);
  if (value.kind === "array") {
    if (value.elements.length > MAX_ELEMENTS) return undefined;
    return enclose("[", value.elements.map(onOneLine), "]");
  }
  if (value.members.length > MAX_MEMBERS) return undefined;
  return enclose(
    "{ ",
    value.members.map(({ keyText, value: of }) => {
      const flat = onOneLine(of);
      return flat === undefined ? undefined : `${safeText(keyText)}: ${flat}`;
    }),
    " }",
  );
}

function enclose(open: string, items: readonly (string | undefined)[], close: string): string | undefined {
  if (items.length === 0) return open.trim() + close.trim();
  return items.includes(undefined) ? undefined : open + items.join(", ") + close;
}

function elements(all: readonly JsonValue[]): readonly JsonValue[] {
  if (all.length <= MAX_ELEMENTS) return all;
  return [...all.slice(0, MAX_ELEMENTS), { kind: "scalar", text: more(all.length - MAX_ELEMENTS) }];
}

function more(count: number): string {
  return `… ${count.toLocaleString("en")} more`;
}

function cut(text: string, length: number): string {
  return shorten(text, Math.max(LEAST, length));
}
