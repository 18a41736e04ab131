import type { MongoCollection } from "../../../contracts/mongodb-fields.ts";
import type { PathProfile, ProfiledType } from "../../shared/profile.ts";
import { TextColumn } from "../parquet/text-column.ts";
import { ProfileNode } from "./profile-node.ts";
import { BSON, endOfName, SEEN, sizeOf } from "./types.ts";
import { ValueWriter } from "./value-text.ts";

/** Called for what is not a listed field: `_id`, and what the projection adds. `at` is where its value starts. */
export type OnOther = (name: string, bytes: Buffer, at: number) => void;

/** Of the names that are not listed fields so many are remembered: those that the projection adds. */
const MAX_OTHERS = 16;

/**
 * Reads projected documents as the server sent them, without making objects of them: the listed fields as JSON text, and the profile of
 * their types. It reads nothing that is not listed, even if the server sent it: this is the second lock of the list.
 */
export class DocumentReader {
  readonly #root: ProfileNode;
  /** The column of a field at the top. */
  readonly #columns = new Map<ProfileNode, TextColumn>();
  readonly #onOther: OnOther;
  readonly #others: { readonly name: string; readonly nameBytes: Buffer }[] = [];
  #documents = 0;
  #bytes: Buffer = Buffer.alloc(0);
  /** Of the member that was found last: where its value starts, where it ends once it is read, and its name as JSON. */
  #start = 0;
  #end = 0;
  #label: Uint8Array = new Uint8Array();
  /** Where the field is written that is being read. */
  #out: TextColumn;
  readonly #values = new ValueWriter();

  /** @param columns by field, all with as many rows */
  constructor(
    { fields }: Pick<MongoCollection, "fields">,
    columns: readonly TextColumn[],
    onOther: OnOther = () => undefined,
  ) {
    this.#root = new ProfileNode("", { name: "", kind: "nested", fields });
    this.#onOther = onOther;
    // Without a field nothing is written.
    this.#out = columns[0] ?? new TextColumn();
    for (const [at, { name }] of fields.entries())
      this.#columns.set(this.#root.child(name) as ProfileNode, columns[at] as TextColumn);
  }

  get documents(): number {
    return this.#documents;
  }

  /** Writes the JSON text of each listed field that the document has into its column. */
  read(bytes: Buffer): void {
    this.#documents++;
    this.#bytes = bytes;
    const rows = this.#out.rows;
    let previous: ProfileNode | undefined;
    for (let at = 4; bytes[at] !== 0; at = this.#end) {
      const node = this.#member(at, this.#root, previous);
      const [type, value] = [bytes[at] as number, this.#start];
      if (node === undefined) {
        this.#onOther(this.#otherName(at + 1, value), bytes, value);
        this.#end = value + sizeOf(bytes, type, value);
        continue;
      }
      previous = node;
      this.#field(type, value, node, rows);
    }
  }

  /** The name of what is not a listed field; mostly one of a few, which are compared as bytes. @param end behind the zero of the name */
  #otherName(at: number, end: number): string {
    const known = this.#others.find(({ nameBytes }) => startsWith(this.#bytes, at, nameBytes));
    if (known !== undefined) return known.name;
    const name = this.#bytes.toString("utf8", at, end - 1);
    const nameBytes = this.#bytes.subarray(at, end);
    if (this.#others.length < MAX_OTHERS) this.#others.push({ name, nameBytes: Buffer.from(nameBytes) });
    return name;
  }

  /** @param rows of all columns before this document */
  #field(type: number, at: number, node: ProfileNode, rows: number): void {
    const out = this.#columns.get(node) as TextColumn;
    if (out.rows > rows) out.undo();
    this.#out = out;
    out.begin();
    const isWritten =
      node.kind === "scalar" && isNested(type) ? this.#withoutContent(type, at, node) : this.#value(type, at, node);
    if (!isWritten) {
      out.abandon();
      return;
    }
    if (isNested(type)) node.seeBytes(out.length);
    out.end();
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
    this.#start = end + 1;
    if (parent === this.#root && this.#others.some(({ nameBytes }) => startsWith(bytes, at + 1, nameBytes)))
      return undefined;
    const name = bytes.toString("utf8", at + 1, end);
    const node = parent.child(name);
    if (node === undefined) return undefined;
    this.#label = Buffer.from(`${JSON.stringify(name)}:`);
    if (previous === undefined) parent.first = node;
    else previous.next = node;
    return node;
  }

  /** @returns false, and writes nothing, for a scalar where only fields of an object are listed; `#end` is then behind it, too */
  #value(type: number, at: number, node: ProfileNode): boolean {
    if (type === BSON.object) this.#object(at, node);
    else if (type === BSON.array) this.#array(at, node);
    else {
      this.#end = at + sizeOf(this.#bytes, type, at);
      if (node.kind === "nested") return false;
      this.#values.write(this.#out, this.#bytes, type, at, node, this.#documents);
    }
    return true;
  }

  #object(start: number, node: ProfileNode): void {
    const [bytes, out] = [this.#bytes, this.#out];
    node.see(SEEN.object, this.#documents);
    out.byte(JSON_BYTES.openObject);
    let isFirst = true;
    let previous: ProfileNode | undefined;
    let at = start + 4;
    while (bytes[at] !== 0) {
      const type = bytes[at] as number;
      const child = this.#member(at, node, previous);
      if (child === undefined) {
        at = this.#start + sizeOf(bytes, type, this.#start);
        continue;
      }
      const before = out.length;
      if (!isFirst) out.byte(JSON_BYTES.comma);
      out.copy(this.#label);
      if (this.#value(type, this.#start, child)) isFirst = false;
      else out.cut(before);
      previous = child;
      at = this.#end;
    }
    out.byte(JSON_BYTES.closeObject);
    this.#end = at + 1;
  }

  #array(start: number, node: ProfileNode): void {
    const [bytes, out] = [this.#bytes, this.#out];
    node.see(SEEN.array, this.#documents);
    out.byte(JSON_BYTES.openArray);
    let isFirst = true;
    let at = start + 4;
    while (bytes[at] !== 0) {
      const before = out.length;
      if (!isFirst) out.byte(JSON_BYTES.comma);
      if (this.#value(bytes[at] as number, endOfName(bytes, at + 1) + 1, node.elements)) isFirst = false;
      else out.cut(before);
      at = this.#end;
    }
    out.byte(JSON_BYTES.closeArray);
    this.#end = at + 1;
  }

  #withoutContent(type: number, at: number, node: ProfileNode): boolean {
    this.#end = at + sizeOf(this.#bytes, type, at);
    node.see(type === BSON.object ? SEEN.object : SEEN.array, this.#documents);
    this.#out.ascii(type === BSON.object ? "{}" : "[]");
    return true;
  }
}

const JSON_BYTES = { openObject: 0x7b, closeObject: 0x7d, openArray: 0x5b, closeArray: 0x5d, comma: 0x2c } as const;

function isNested(type: number): boolean {
  return type === BSON.object || type === BSON.array;
}

function startsWith(bytes: Buffer, at: number, name: Buffer): boolean {
  for (let index = name.length - 1; index >= 0; index--) if (bytes[at + index] !== name[index]) return false;
  return true;
}
