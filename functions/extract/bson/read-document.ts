import type { MongoCollection } from "../../../contracts/mongodb-fields.ts";
import type { PathProfile, ProfiledType } from "../../shared/profile.ts";
import { ProfileNode } from "./profile-node.ts";
import { BSON, endOfName, sizeOf } from "./types.ts";
import { scalarText } from "./value-text.ts";

/** Called for what is not a listed field: `_id`, and what the projection adds. `at` is where its value starts. */
export type OnOther = (name: string, bytes: Buffer, at: number) => void;

type OnMember = (node: ProfileNode, member: string, type: number, at: number) => void;

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
    this.#members(0, this.#root, (node, _, type, at) => {
      const text =
        node.kind === "scalar" && isNested(type) ? this.#withoutContent(type, node) : this.#value(type, at, node);
      if (text === undefined) return;
      if (isNested(type)) node.seeBytes(Buffer.byteLength(text));
      texts[this.#columns.get(node) as number] = text;
    });
    return texts;
  }

  /** Counts a type that a listed field has, and whose value the server kept. */
  sawType(field: string, type: ProfiledType): void {
    this.#root.child(field)?.see(type, this.#documents);
  }

  profile(): Readonly<Record<string, PathProfile>> {
    return Object.fromEntries(this.#root.profiles());
  }

  #members(start: number, parent: ProfileNode, onMember: OnMember): void {
    const bytes = this.#bytes;
    let previous: ProfileNode | undefined;
    for (let at = start + 4; bytes[at] !== 0; ) {
      const type = bytes[at] as number;
      const guess = previous === undefined ? parent.first : previous.next;
      let node = guess;
      let end: number;
      let member: string | undefined;
      if (guess !== undefined && startsWith(bytes, at + 1, guess.nameBytes)) end = at + guess.nameBytes.length;
      else {
        end = endOfName(bytes, at + 1);
        const name = bytes.toString("utf8", at + 1, end);
        node = parent.child(name);
        if (node === undefined && parent === this.#root) this.#onOther(name, bytes, end + 1);
        member = `${JSON.stringify(name)}:`;
      }
      if (node !== undefined) {
        if (previous === undefined) parent.first = node;
        else previous.next = node;
        onMember(node, member ?? node.member, type, end + 1);
        previous = node;
      }
      at = end + 1 + sizeOf(bytes, type, end + 1);
    }
  }

  /** @returns undefined for a scalar where only fields of an object are listed */
  #value(type: number, at: number, node: ProfileNode): string | undefined {
    if (type === BSON.object) return this.#object(at, node);
    if (type === BSON.array) return this.#array(at, node);
    return node.kind === "nested" ? undefined : scalarText(this.#bytes, type, at, node, this.#documents);
  }

  #object(at: number, node: ProfileNode): string {
    node.see("object", this.#documents);
    let text = "";
    this.#members(at, node, (child, member, type, value) => {
      const inner = this.#value(type, value, child);
      if (inner !== undefined) text += (text === "" ? "" : ",") + member + inner;
    });
    return `{${text}}`;
  }

  #array(start: number, node: ProfileNode): string {
    const bytes = this.#bytes;
    node.see("array", this.#documents);
    let text = "";
    for (let at = start + 4; bytes[at] !== 0; ) {
      const type = bytes[at] as number;
      const value = endOfName(bytes, at + 1) + 1;
      const inner = this.#value(type, value, node.elements);
      if (inner !== undefined) text += (text === "" ? "" : ",") + inner;
      at = value + sizeOf(bytes, type, value);
    }
    return `[${text}]`;
  }

  #withoutContent(type: number, node: ProfileNode): string {
    node.see(type === BSON.object ? "object" : "array", this.#documents);
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
