import type { MongoCollection } from "../../../contracts/mongodb-fields.ts";
import type { PathProfile, ProfiledType } from "../../shared/profile.ts";
import { ProfileNode } from "./profile-node.ts";
import { BSON, endOfName, SEEN, sizeOf } from "./types.ts";
import { scalarText } from "./value-text.ts";

/** Called for what is not a listed field: `_id`, and what the projection adds. `at` is where its value starts. */
export type OnOther = (name: string, bytes: Buffer, at: number) => void;

/**
 * Reads projected documents as the server sent them, without making objects of them: the listed fields as JSON text, and the profile of
 * their types. It reads nothing that is not listed, even if the server sent it: this is the second lock of the list.
 */
export class DocumentReader {
  readonly #root: ProfileNode;
  /** The column of a field at the top. */
  readonly #columns = new Map<ProfileNode, number>();
  readonly #onOther: OnOther;
  #documents = 0;
  #bytes: Buffer = Buffer.alloc(0);
  /** Of the member that was found last: where its value starts, where it ends once it is read, and its name as JSON. */
  #start = 0;
  #end = 0;
  #label = "";

  constructor({ fields }: Pick<MongoCollection, "fields">, onOther: OnOther = () => undefined) {
    this.#root = new ProfileNode("", { name: "", kind: "nested", fields });
    this.#onOther = onOther;
    for (const [column, { name }] of fields.entries()) this.#columns.set(this.#root.child(name) as ProfileNode, column);
  }

  get documents(): number {
    return this.#documents;
  }

  /** @returns the JSON text of each listed field; null if the document does not have it */
  read(bytes: Buffer): (string | null)[] {
    this.#documents++;
    this.#bytes = bytes;
    const texts = new Array<string | null>(this.#columns.size).fill(null);
    let previous: ProfileNode | undefined;
    for (let at = 4; bytes[at] !== 0; at = this.#end) {
      const node = this.#member(at, this.#root, previous);
      const [type, value] = [bytes[at] as number, this.#start];
      if (node === undefined) {
        this.#onOther(bytes.toString("utf8", at + 1, value - 1), bytes, value);
        this.#end = value + sizeOf(bytes, type, value);
        continue;
      }
      previous = node;
      const text =
        node.kind === "scalar" && isNested(type)
          ? this.#withoutContent(type, value, node)
          : this.#value(type, value, node);
      if (text === undefined) continue;
      if (isNested(type)) node.seeBytes(Buffer.byteLength(text));
      texts[this.#columns.get(node) as number] = text;
    }
    return texts;
  }

  /** Counts a type that a listed field has, and whose value the server kept. */
  sawType(field: string, type: ProfiledType): void {
    this.#root.child(field)?.see(SEEN[type], this.#documents);
  }

  profile(): Readonly<Record<string, PathProfile>> {
    return Object.fromEntries(this.#root.profiles());
  }

  /**
   * Finds the node of a member, and where its value starts. Most documents have the same names in the same order, so the next name is
   * compared with the one that followed last time.
   * @returns undefined if it is not listed
   */
  #member(at: number, parent: ProfileNode, previous: ProfileNode | undefined): ProfileNode | undefined {
    const bytes = this.#bytes;
    const guess = previous === undefined ? parent.first : previous.next;
    if (guess !== undefined && startsWith(bytes, at + 1, guess.nameBytes)) {
      this.#start = at + 1 + guess.nameBytes.length;
      this.#label = guess.member;
      return guess;
    }
    const end = endOfName(bytes, at + 1);
    const name = bytes.toString("utf8", at + 1, end);
    const node = parent.child(name);
    this.#start = end + 1;
    if (node === undefined) return undefined;
    this.#label = `${JSON.stringify(name)}:`;
    if (previous === undefined) parent.first = node;
    else previous.next = node;
    return node;
  }

  /** @returns undefined for a scalar where only fields of an object are listed; `#end` is then behind it, too */
  #value(type: number, at: number, node: ProfileNode): string | undefined {
    if (type === BSON.object) return this.#object(at, node);
    if (type === BSON.array) return this.#array(at, node);
    this.#end = at + sizeOf(this.#bytes, type, at);
    return node.kind === "nested" ? undefined : scalarText(this.#bytes, type, at, node, this.#documents);
  }

  #object(start: number, node: ProfileNode): string {
    const bytes = this.#bytes;
    node.see(SEEN.object, this.#documents);
    let text = "";
    let previous: ProfileNode | undefined;
    let at = start + 4;
    while (bytes[at] !== 0) {
      const type = bytes[at] as number;
      const child = this.#member(at, node, previous);
      if (child === undefined) {
        at = this.#start + sizeOf(bytes, type, this.#start);
        continue;
      }
      const label = this.#label;
      const inner = this.#value(type, this.#start, child);
      if (inner !== undefined) text += text === "" ? label + inner : `,${label}${inner}`;
      previous = child;
      at = this.#end;
    }
    this.#end = at + 1;
    return `{${text}}`;
  }

  #array(start: number, node: ProfileNode): string {
    const bytes = this.#bytes;
    node.see(SEEN.array, this.#documents);
    let text = "";
    let at = start + 4;
    while (bytes[at] !== 0) {
      const inner = this.#value(bytes[at] as number, endOfName(bytes, at + 1) + 1, node.elements);
      if (inner !== undefined) text += text === "" ? inner : `,${inner}`;
      at = this.#end;
    }
    this.#end = at + 1;
    return `[${text}]`;
  }

  #withoutContent(type: number, at: number, node: ProfileNode): string {
    this.#end = at + sizeOf(this.#bytes, type, at);
    node.see(type === BSON.object ? SEEN.object : SEEN.array, this.#documents);
    return type === BSON.object ? "{}" : "[]";
  }
}

function isNested(type: number): boolean {
  return type === BSON.object || type === BSON.array;
}

function startsWith(bytes: Buffer, at: number, name: Buffer): boolean {
  for (let index = name.length - 1; index >= 0; index--) if (bytes[at + index] !== name[index]) return false;
  return true;
}
