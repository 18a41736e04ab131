import { isKey, isNotPersonal, isPersonal, Key, NotPersonal, Personal } from "./field.ts";

/**
 * Contracts as JSON, an allow-list or all sources, with their classes: `["pii","email","text"]`, `["notPersonal","name of a product","text"]`,
 * `["key",…]`. An array of objects inside a cell contains an object, never a text, so the two can be distinguished.
 */
export function toJson(contracts: object): string {
  const replace = (_: string, value: unknown): unknown => {
    if (isKey(value)) return ["key", value.of];
    if (isPersonal(value)) return [value.tag, value.kind, value.type];
    return isNotPersonal(value) ? ["notPersonal", value.reason, value.type] : value;
  };
  return JSON.stringify(contracts, replace, 2);
}

/**
 * The contracts that `toJson` wrote. `checkSources` decides whether they are valid; values that are not classes stay unchanged.
 * @throws SyntaxError if the text is not JSON
 */
export function fromJson<Contracts>(text: string): Contracts {
  return JSON.parse(text, (_, value: unknown) => classIn(value)) as Contracts;
}

function classIn(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [word, about, type] = value as [unknown, never, never];
  if (word === "pii" || word === "phi") return new Personal(word, about, type);
  if (word === "notPersonal") return new NotPersonal(about, type);
  return word === "key" ? new Key(about) : value;
}
