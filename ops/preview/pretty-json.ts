import { COLUMNS } from "../../command/wrap.ts";
import { type JsonValue, parseJson } from "../../functions/cleaner/reference/json-value.ts";

/** Of a longer list, the first ones show what it is. */
const MAX_ELEMENTS = 5;

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
      : ["{", value.members.map(({ keyText, value: of }) => member(keyText, of, inner)), "}"];
  return [open, items.map((item) => " ".repeat(inner) + item).join(",\n"), " ".repeat(indent) + close].join("\n");
}

function member(keyText: string, value: JsonValue, indent: number): string {
  const key = cut(keyText, COLUMNS / 2);
  return `${key}: ${lay(value, indent + key.length + 2, indent)}`;
}

/** Undefined if something is left out of it. */
function onOneLine(value: JsonValue): string | undefined {
  if (value.kind === "scalar") return harmless(value.text);
  if (value.kind === "array") {
    if (value.elements.length > MAX_ELEMENTS) return undefined;
    return enclose("[", value.elements.map(onOneLine), "]");
  }
  return enclose(
    "{ ",
    value.members.map(({ keyText, value: of }) => {
      const flat = onOneLine(of);
      return flat === undefined ? undefined : `${harmless(keyText)}: ${flat}`;
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
  return [...all.slice(0, MAX_ELEMENTS), { kind: "scalar", text: `… ${all.length - MAX_ELEMENTS} more` }];
}

function cut(text: string, length: number): string {
  const shown = harmless(text);
  return shown.length > length ? `${shown.slice(0, Math.max(8, length - 1))}…` : shown;
}

/** A terminal would obey control characters. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
}
