import { replaceLoneSurrogates } from "./lone-surrogates.ts";
import type { ValueCounts } from "./value-counts.ts";

/**
 * A JSON value as it was written: numbers and strings keep their text, and an object keeps the order of its members, repeated ones too.
 * JavaScript's own objects would lose this, and a member `__proto__` as well.
 */
export type JsonValue =
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly elements: readonly JsonValue[] }
  | { readonly kind: "scalar"; readonly text: string };

export interface JsonMember {
  readonly key: string;
  /** The key as it was written, in quotes. */
  readonly keyText: string;
  readonly value: JsonValue;
}

/** Deepest nesting of objects and arrays that is read. */
const MAX_JSON_DEPTH = 1000;

type Open = { kind: "object"; members: JsonMember[] } | { kind: "array"; elements: JsonValue[] };

/** One RFC 8259 JSON value (https://www.rfc-editor.org/rfc/rfc8259); undefined if the text is not JSON, or nested too deep. */
export function parseJson(text: string): JsonValue | undefined {
  if (isTooDeep(text) || !isJson(text)) return undefined;
  const top: Open = { kind: "array", elements: [] };
  const open: Open[] = [top];
  let keyText: string | undefined;
  const add = (value: JsonValue): void => {
    const parent = open.at(-1) as Open;
    if (parent.kind === "array") parent.elements.push(value);
    else parent.members.push({ key: JSON.parse(keyText as string) as string, keyText: keyText as string, value });
    keyText = undefined;
  };
  for (const token of tokens(text)) {
    if (token === "{" || token === "[") {
      const value: Open = token === "{" ? { kind: "object", members: [] } : { kind: "array", elements: [] };
      add(value);
      open.push(value);
    } else if (token === "}" || token === "]") open.pop();
    else if (open.at(-1)?.kind === "object" && keyText === undefined) keyText = token;
    else add({ kind: "scalar", text: token });
  }
  return top.elements[0];
}

/** The value as compact JSON: as it was written, without white space; a lone surrogate becomes U+FFFD and is counted. */
export function writeJson(value: JsonValue, counts: ValueCounts): string {
  const text = (written: string) => replaceLoneSurrogates(written, () => counts.replacedCharacters++);
  const write = (inner: JsonValue): string => {
    if (inner.kind === "scalar") return text(inner.text);
    if (inner.kind === "array") return `[${inner.elements.map(write).join(",")}]`;
    return `{${inner.members.map((member) => `${text(member.keyText)}:${write(member.value)}`).join(",")}}`;
  };
  return write(value);
}

export function isNull(value: JsonValue): boolean {
  return value.kind === "scalar" && value.text === "null";
}

/** The engine's own parser decides what JSON is. Its error is discarded, because it quotes the text. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Checked before anything is built, so that a cell of nothing but brackets takes no memory. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = stringEnd(text, at) - 1;
    else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    if (depth > MAX_JSON_DEPTH) return true;
  }
  return false;
}

/** The tokens of valid JSON that carry meaning: brackets, strings and literals; commas, colons and white space do not. */
function* tokens(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    const end = char === '"' ? stringEnd(text, at) : "{}[]".includes(char) ? at + 1 : literalEnd(text, at);
    if (end > at) yield text.slice(at, end);
    at = Math.max(end, at + 1);
  }
}

/** The index after the string that starts here. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function literalEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !'{}[]",: \t\n\r'.includes(text[at] as string)) at++;
  return at;
}
