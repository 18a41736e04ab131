import type { NestedMask } from "../../../contracts/mask.ts";
import type { JsonValue } from "../../../functions/cleaner/reference/json-value.ts";
import { NameSet } from "./names.ts";

/** The keys of the objects at one place of a nested mask: names only, no values. */
export class NestedKeys {
  /** Objects that were seen here. */
  objects = 0;
  readonly dropped = new NameSet();
  /** The listed keys that were seen, with their descendants. */
  readonly listed = new Map<string, NestedKeys>();

  /** Reads a value like the cleaner: the mask applies to an object, or to each element of an array. */
  add(value: JsonValue, mask: NestedMask): void {
    if (value.kind === "array") for (const element of value.elements) this.add(element, mask);
    if (value.kind !== "object") return;
    this.objects++;
    for (const { key, value: inner } of value.members) {
      const rule = Object.hasOwn(mask, key) ? mask[key] : undefined;
      if (rule === undefined) this.dropped.add(key);
      else this.#listed(key, inner, rule);
    }
  }

  #listed(key: string, value: JsonValue, rule: NestedMask[string]): void {
    const keys = this.listed.get(key) ?? new NestedKeys();
    this.listed.set(key, keys);
    if (typeof rule === "object") keys.add(value, rule);
  }
}
