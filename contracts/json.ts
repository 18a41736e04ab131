import { isKey, isNotPersonal, isPersonal, Key, NotPersonal, Personal } from "./field.ts";
import type { AllowList } from "./mask.ts";

/**
 * An allow-list as JSON, with its classes: `["pii","email","text"]`, `["notPersonal","name of a product","text"]`,
 * `["key",…]`. An array of objects inside a cell holds an object, never a word, so the two can be told apart.
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
 * The allow-list that `toJson` wrote. Whether it is one is for `checkAllowList` to say: what is no class stays as it is.
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
