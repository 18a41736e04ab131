import type { Layout } from "../layout.ts";
import type { MalformedCells } from "../malformed-cells.ts";
import { CLOSE_OBJECT, LF, OPEN_OBJECT } from "./ascii.ts";
import { type ByteField, byteField } from "./byte-field.ts";
import type { Cells } from "./cells.ts";
import { JsonProjector } from "./json-projector.ts";
import type { Output } from "./output.ts";
import { writeText } from "./text-writer.ts";

/** Writes the line of a record from its cells. */
export class RowWriter {
  readonly #fields: readonly ByteField[];
  readonly #deleteFields: readonly ByteField[];
  readonly #header: readonly string[];
  readonly #cells: Cells;
  readonly #out: Output;
  readonly #malformed: MalformedCells;
  readonly #json: JsonProjector;
  #line = 0;

  constructor({ header, fields, deleteFields }: Layout, cells: Cells, out: Output, malformed: MalformedCells) {
    this.#fields = fields.map(byteField);
    this.#deleteFields = deleteFields.map(byteField);
    this.#header = header;
    this.#cells = cells;
    this.#out = out;
    this.#malformed = malformed;
    this.#json = new JsonProjector(out);
  }

  /** @param line on which the record starts */
  write(isDelete: boolean, line: number): void {
    this.#line = line;
    if (!this.#writeObject(isDelete ? this.#deleteFields : this.#fields)) this.#out.append(EMPTY_OBJECT, 0, 2);
    this.#out.push(LF);
  }

  /** @returns whether there was anything to write */
  #writeObject(fields: readonly ByteField[]): boolean {
    const out = this.#out;
    const start = out.length;
    for (const field of fields) {
      const before = out.length;
      out.reserve(field.prefix.length + 4);
      out.append(field.prefix, 0, field.prefix.length);
      if (!this.#writeValue(field)) out.length = before;
    }
    out.reserve(4);
    if (out.length === start) return false;
    out.bytes[start] = OPEN_OBJECT;
    out.push(CLOSE_OBJECT);
    return true;
  }

  #writeValue(field: ByteField): boolean {
    if (field.kind !== "text") return this.#writeJson(field);
    const cells = this.#cells;
    const { index } = field;
    if (cells.isNull(index)) return false;
    const isQuoted = cells.quoted[index] === 1;
    writeText(cells.bytes, cells.starts[index] as number, cells.ends[index] as number, isQuoted, this.#out);
    return true;
  }

  #writeJson(field: Exclude<ByteField, { kind: "text" }>): boolean {
    const { index, rule } = field;
    const found = index === undefined ? "null" : this.#project(index, rule);
    if (found === "null" && field.kind === "nested") return this.#writeObject(field.flattened);
    return found === "written";
  }

  #project(index: number, rule: Exclude<ByteField, { kind: "text" }>["rule"]) {
    const cells = this.#cells;
    if (cells.isNull(index)) return "null";
    const known = cells.ahead.write(index, this.#out);
    if (known !== undefined) return known;
    const [from, to] = [cells.starts[index] as number, cells.ends[index] as number];
    const found = this.#json.project(cells.bytes, from, to, cells.quoted[index] === 1, rule);
    if (found === "malformed") this.#malformed.add({ line: this.#line, column: this.#header[index] as string });
    return found;
  }
}

const EMPTY_OBJECT = Buffer.from("{}");
