import type { UnlistedNames } from "../shared/batch-manifest.ts";
import type { ProfiledType } from "../shared/profile.ts";
import type { DocumentReader } from "./bson/read-document.ts";
import { endOfName, PROFILED } from "./bson/types.ts";
import { SCALAR_MARK, UNLISTED } from "./projection.ts";

const IDENTIFIER = /^[A-Za-z_]\w{0,63}$/;
const MAX_NAMES = 100;

/** What the projection adds to documents: names that are not listed, and types of scalars of which nothing is listed. */
export class ProjectedNames {
  readonly #names = new Set<string>();
  /** Those of the last document: the next one mostly has the same. */
  #last = Buffer.alloc(0);
  #documents = 0;

  /** @param at where the value starts: an array of names, or a type */
  see(name: string, bytes: Buffer, at: number, reader: DocumentReader): void {
    if (name === UNLISTED) this.#seeNames(bytes.subarray(at, at + bytes.readInt32LE(at)));
    else if (name.startsWith(SCALAR_MARK)) {
      const alias = bytes.toString("latin1", at + 4, at + 3 + bytes.readInt32LE(at));
      const type: ProfiledType | undefined = PROFILED.find((each) => each === alias);
      if (type !== undefined) reader.sawType(name.slice(SCALAR_MARK.length), type);
    }
  }

  get unlisted(): UnlistedNames {
    return { names: [...this.#names].sort(), documents: this.#documents };
  }

  #seeNames(array: Buffer): void {
    if (array.length === 5) return;
    this.#documents++;
    if (array.equals(this.#last)) return;
    this.#last = Buffer.from(array);
    for (let at = 4; array[at] !== 0; ) {
      const value = endOfName(array, at + 1) + 1;
      const end = value + 4 + array.readInt32LE(value);
      const name = array.toString("utf8", value + 4, end - 1);
      if (IDENTIFIER.test(name) && this.#names.size < MAX_NAMES) this.#names.add(name);
      at = end;
    }
  }
}
