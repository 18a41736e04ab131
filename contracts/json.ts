import { isKey, isNotPersonal, isPersonal, Key, NotPersonal, Personal } from "./field.ts";
import type { AllowList } from "./mask.ts";

/**
 * An allow-list as JSON, with its classes: `["pii","email","text"]`, `["notPersonal","name of a product","text"]`,
 * `["key",…]`. An array of objects inside a cell contains an object, never a text, so the two can be distinguished.
 */
export function toJson(allowList: AllowList): string {
  const replace = (_: string, value: unknown): unknown => {
    if (isKey(value)) return ["key", value.of];
    if (isPersonal(value)) return [value.tag, value.kind, value.type];
    return isNotPersonal(value) ? ["notPersonal", value.reason, value.type] : value;
  };
  return JSON.stringify(allowList, replace, 2);
}

/**
 * The allow-list that `toJson` wrote. `checkAllowList` decides whether it is valid; values that are not classes stay unchanged.
 * @throws SyntaxError if the text is not JSON
 */
export function fromJson(text: string): AllowList {
  return JSON.parse(text, (_, value: unknown) => classIn(value)) as AllowList;
}

function classIn(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [word, about, type] = value as [unknown, never, never];
  if (word === "pii" || word === "phi") return new Personal(word, about, type);
  if (word === "notPersonal") return new NotPersonal(about, type);
  return word === "key" ? new Key(about) : value;
}
