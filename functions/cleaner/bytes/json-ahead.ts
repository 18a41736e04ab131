import type { FieldPlan } from "../field-plan.ts";
import { QUOTE } from "./ascii.ts";
import { type ByteField, byteField } from "./byte-field.ts";
import { JsonProjector, type Projected } from "./json-projector.ts";
import { MALFORMED } from "./json-scanner.ts";
import type { KeyTable } from "./key-table.ts";
import { Output } from "./output.ts";

/**
 * Projects a quoted JSON cell while its end is being looked for, so that its bytes are passed once and not twice. What it
 * finds is set aside until the record is known to be whole; what it does not understand is left to the ordinary way.
 */
export class JsonAhead {
  readonly #rules: ReadonlyMap<number, true | KeyTable>;
  readonly #aside = new Output();
  readonly #projector = new JsonProjector(this.#aside);
  /** Bounds in `#aside` by column, and what became of the cell. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #projected: (Projected | undefined)[];
  #isUsed = false;

  constructor(width: number, fields: readonly FieldPlan[]) {
    const rules = fields.map(byteField).flatMap(rulesIn);
    // A column that two fields read may pass in two ways.
    this.#rules = new Map(rules.filter(([column]) => rules.filter(([each]) => each === column).length === 1));
    this.#starts = new Int32Array(width);
    this.#ends = new Int32Array(width);
    this.#projected = new Array<Projected | undefined>(width).fill(undefined);
  }

  get columns(): Iterable<number> {
    return this.#rules.keys();
  }

  /** Forgets the cells of the record before. */
  forget(): void {
    if (!this.#isUsed) return;
    this.#isUsed = false;
    this.#aside.length = 0;
    this.#projected.fill(undefined);
  }

  /**
   * @param from behind the opening quote
   * @param limit where the bytes end
   * @returns where the closing quote stands; or MALFORMED, which may only mean that the cell is not whole
   */
  read(bytes: Buffer, from: number, limit: number, column: number): number {
    const aside = this.#aside;
    const before = aside.length;
    const rule = this.#rules.get(column) as true | KeyTable;
    const end = this.#projector.projectPrefix(bytes, from, limit, true, rule);
    if (end === MALFORMED) return MALFORMED;
    if (end >= limit || bytes[end] !== QUOTE || bytes[end + 1] === QUOTE) {
      aside.length = before;
      return MALFORMED;
    }
    this.#isUsed = true;
    this.#starts[column] = before;
    this.#ends[column] = aside.length;
    this.#projected[column] = this.#projector.projected;
    return end;
  }

  /** Writes what was found in the column's cell; undefined where it is still to be looked at. */
  write(column: number, out: Output): Projected | undefined {
    const projected = this.#projected[column];
    if (projected !== "written") return projected;
    const [from, to] = [this.#starts[column] as number, this.#ends[column] as number];
    out.reserve(to - from);
    out.append(this.#aside.bytes, from, to);
    return projected;
  }
}

/** The columns that hold JSON, each with what may pass of it. */
function rulesIn(field: ByteField): [number, true | KeyTable][] {
  if (field.kind === "text") return [];
  const own: [number, true | KeyTable][] = field.index === undefined ? [] : [[field.index, field.rule]];
  return field.kind === "nested" ? [...own, ...field.flattened.flatMap(rulesIn)] : own;
}
