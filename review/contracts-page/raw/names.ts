import { hash } from "node:crypto";
import { isPrintable } from "../../../functions/cleaner/column-name.ts";

/** The names of one place that may be shown. */
export interface Names {
  readonly shown: readonly string[];
  /** The number of other names: they may be personal, or are too many to be names of fields. */
  readonly hidden: number;
  /** Whether there are more names than were counted. */
  readonly isPartial: boolean;
}

export const NO_NAMES: Names = { shown: [], hidden: 0, isPartial: false };

/** If an object has more keys than this, they count as keys of a map, which may be names of people. */
const MOST_SHOWN = 50;
const MOST_COUNTED = 10_000;

/**
 * Collects the names of one place in bounded memory. A name that may not be printed is kept as a hash, to count it only
 * once.
 */
export class NameSet {
  readonly #printable = new Set<string>();
  readonly #hashes = new Set<string>();
  readonly #mostShown: number;
  #isPartial = false;

  constructor(mostShown = MOST_SHOWN) {
    this.#mostShown = mostShown;
  }

  add(name: string): this {
    if (isPrintable(name)) this.#addTo(this.#printable, name);
    else this.#addTo(this.#hashes, hash("sha256", name));
    return this;
  }

  addAll(other: NameSet): this {
    for (const name of other.#printable) this.#addTo(this.#printable, name);
    for (const each of other.#hashes) this.#addTo(this.#hashes, each);
    this.#isPartial ||= other.#isPartial;
    return this;
  }

  get size(): number {
    return this.#printable.size + this.#hashes.size;
  }

  get names(): Names {
    const shown = this.#printable.size > this.#mostShown ? [] : [...this.#printable];
    return { shown, hidden: this.size - shown.length, isPartial: this.#isPartial };
  }

  #addTo(set: Set<string>, entry: string): void {
    if (set.has(entry)) return;
    if (this.size < MOST_COUNTED) set.add(entry);
    else this.#isPartial = true;
  }
}
