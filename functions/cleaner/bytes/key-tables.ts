import type { NestedMask } from "../../../contracts/mask.ts";
import type { Address, Assembly } from "./assembly.ts";
import { memberPrefix, newBytes } from "./new-bytes.ts";

/** The addresses of listed keys: by the address of their nested mask, then by name. */
export type ListedKeys = ReadonlyMap<Address, ReadonlyMap<string, Address>>;

/** In place of a rule, if the value is kept whole. */
const WHOLE = 0;

/** Nested masks in the assembly's memory, each of them once. */
export class KeyTables {
  readonly keys = new Map<Address, Map<string, Address>>();
  readonly #assembly: Assembly;
  readonly #addresses = new Map<NestedMask, Address>();

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  of(mask: NestedMask): Address {
    const known = this.#addresses.get(mask);
    if (known !== undefined) return known;
    const address = this.#add(mask);
    this.#addresses.set(mask, address);
    return address;
  }

  #add(mask: NestedMask): Address {
    const entries = Object.entries(mask);
    const table = this.#assembly.newTable(entries.length);
    const own = new Map<string, Address>();
    for (const [name, rule] of entries) {
      const inner = typeof rule === "object" ? this.of(rule) : WHOLE;
      // As it is written in JSON: a key with a backslash is never found by its bytes, but by `escapedKey`. As bytes, a lone surrogate
      // would be the same as U+FFFD.
      const written = newBytes(this.#assembly, JSON.stringify(name).slice(1, -1));
      const prefix = newBytes(this.#assembly, memberPrefix(name));
      own.set(name, this.#assembly.addKey(table, inner, written, prefix, rule === "key"));
    }
    this.keys.set(table, own);
    return table;
  }
}
