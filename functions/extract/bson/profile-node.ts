import type { MongoField } from "../../../contracts/mongodb-fields.ts";
import type { PathProfile } from "../../shared/profile.ts";
import { PROFILED } from "./types.ts";

/** Names below a value that is kept whole may be data; of one object at most so many are shown, and of a batch so many paths. */
const IDENTIFIER = /^[A-Za-z_]\w{0,63}$/;
const MAX_NAMES = 1_000;
const MAX_PATHS = 10_000;

/** A path of the documents: what has been seen there, and the paths below it. */
export class ProfileNode {
  readonly path: string;
  readonly kind: MongoField["kind"];
  /** Bytes of the name, with the zero that ends it in BSON. */
  readonly nameBytes: Buffer;
  /** `"name":`, as bytes. */
  readonly member: Buffer;
  /** The path that followed this one, or is the first below it, in the last document: most documents have the same order. */
  next: ProfileNode | undefined;
  first: ProfileNode | undefined;
  readonly #fields: ReadonlyMap<string, MongoField>;
  readonly #children = new Map<string, ProfileNode>();
  #elements: ProfileNode | undefined;

  readonly #counts = new Uint32Array(PROFILED.length);
  /** Which document was counted last, by type: a document with two values of a type counts once. */
  readonly #counted = new Uint32Array(PROFILED.length);
  readonly #batch: { paths: number };
  #maxBytes = -1;
  #digitsBefore = -1;
  #digitsAfter = -1;
  #longDigits = -1;

  constructor(
    path: string,
    { name, kind, fields = [] }: Pick<MongoField, "name" | "kind" | "fields">,
    batch = { paths: 0 },
  ) {
    this.path = path;
    this.kind = kind;
    this.nameBytes = Buffer.from(`${name}\0`);
    this.member = Buffer.from(`${JSON.stringify(name)}:`);
    this.#fields = new Map(fields.map((field) => [field.name, field]));
    this.#batch = batch;
    batch.paths++;
  }

  /** The node of an array's elements: they have the fields that the array has. */
  get elements(): ProfileNode {
    const fields = [...this.#fields.values()];
    this.#elements ??= new ProfileNode(`${this.path}[]`, { name: "", kind: this.kind, fields }, this.#batch);
    return this.#elements;
  }

  /** The node of a name below this one; undefined if the name is not listed. */
  child(name: string): ProfileNode | undefined {
    const known = this.#children.get(name);
    if (known !== undefined) return known;
    const listed =
      this.#fields.get(name) ?? (this.kind === "whole" ? { name: this.#shown(name), kind: "whole" } : undefined);
    if (listed === undefined) return undefined;
    const path = this.path === "" ? listed.name : `${this.path}.${listed.name}`;
    const made = this.#children.get(listed.name) ?? new ProfileNode(path, listed, this.#batch);
    this.#children.set(listed.name, made);
    return made;
  }

  #shown(name: string): string {
    return IDENTIFIER.test(name) && this.#children.size < MAX_NAMES && this.#batch.paths < MAX_PATHS ? name : "*";
  }

  /** @param index of the type, in `SEEN` */
  see(index: number, document: number): void {
    if (this.#counted[index] === document) return;
    this.#counted[index] = document;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  seeLong(digits: number): void {
    if (digits > this.#longDigits) this.#longDigits = digits;
  }

  seeDigits(before: number, after: number): void {
    if (before > this.#digitsBefore) this.#digitsBefore = before;
    if (after > this.#digitsAfter) this.#digitsAfter = after;
  }

  seeBytes(bytes: number): void {
    if (bytes > this.#maxBytes) this.#maxBytes = bytes;
  }

  /** What was seen here and below, by path; paths without a value are left out. */
  profiles(): [string, PathProfile][] {
    const types = PROFILED.flatMap((type, index) => {
      const count = this.#counts[index] ?? 0;
      return count === 0 ? [] : [[type, count] as const];
    });
    const below = [...this.#children.values(), ...(this.#elements ? [this.#elements] : [])];
    const inner = below.flatMap((each) => each.profiles());
    if (types.length === 0) return inner;
    const own: PathProfile = {
      types: Object.fromEntries(types),
      ...(this.#maxBytes < 0 ? {} : { maxBytes: this.#maxBytes }),
      ...(this.#digitsBefore < 0 ? {} : { digitsBefore: this.#digitsBefore, digitsAfter: this.#digitsAfter }),
      ...(this.#longDigits < 0 ? {} : { longDigits: this.#longDigits }),
    };
    return [[this.path, own], ...inner];
  }
}
