import { CleanerError, type CleanerErrorCode } from "../cleaner-error.ts";
import { columnName } from "../column-name.ts";
import { MAX_RECORD_BYTES } from "../csv-state.ts";
import { type Header, HeaderReader } from "../header/header-reader.ts";
import type { Kernel } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import { MalformedCells } from "../malformed-cells.ts";
import { hasNamedCell } from "../named-cell.ts";
import type { Projection } from "../projection.ts";
import { recordFault } from "../record-fault.ts";
import { NO_COUNTS, type Tally, tallyOf } from "../tally.ts";
import { RecordReader } from "./record-reader.ts";
import type { Status } from "./status.ts";

/** Lines are handed on in batches of this size, because each has a cost. */
const BATCH_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);
const QUOTE_FAULTS = { unclosed: "QUOTE_UNCLOSED", trailing: "QUOTE_TRAILING", bare: "QUOTE_BARE" } as const;

type Fault = Exclude<Status, "incomplete" | "record" | "blank">;

/** The records after the header, and how they are read. */
interface Body {
  readonly layout: Layout;
  readonly reader: RecordReader;
  readonly replacedInHeader: number;
}

/** The fast kernel, for the dialect that DMS writes: from bytes to bytes, without strings or objects in between. */
export class ByteKernel implements Kernel {
  readonly #projection: Projection;
  readonly #header: HeaderReader;
  readonly #malformed = new MalformedCells();
  #body: Body | undefined;

  constructor(projection: Projection) {
    this.#projection = projection;
    this.#header = new HeaderReader(projection);
  }

  push(chunk: Buffer): Buffer {
    if (this.#body !== undefined) this.#body.reader.append(chunk);
    else this.#begin(this.#header.push(Buffer.from(chunk)));
    if (this.#body === undefined) return NOTHING;
    const { reader } = this.#body;
    if (reader.isWorthReading) this.#read(this.#body, false);
    return reader.linesLength >= BATCH_BYTES ? reader.takeLines() : NOTHING;
  }

  end(): Buffer {
    if (this.#body === undefined) this.#begin(this.#header.end());
    if (this.#body === undefined) return NOTHING;
    this.#read(this.#body, true);
    return this.#body.reader.takeLines();
  }

  get tally(): Tally {
    const counts = this.#body?.reader.counts ?? NO_COUNTS;
    const replacedCharacters = counts.replacedCharacters + (this.#body?.replacedInHeader ?? 0);
    return tallyOf({ ...counts, replacedCharacters }, this.#malformed, this.#body?.layout.columns);
  }

  #begin(header: Header | undefined): void {
    if (header === undefined) return;
    const { layout, replacedCharacters, rest, restLine } = header;
    const reader = new RecordReader(restLine, {
      layout,
      nullMarker: this.#projection.nullMarker,
      onMalformed: (index) => this.#malformed.add({ line: reader.line, column: layout.header[index] as string }),
    });
    reader.append(rest);
    this.#body = { layout, reader, replacedInHeader: replacedCharacters };
  }

  #read(body: Body, isLast: boolean): void {
    const status = body.reader.read(isLast);
    if (status !== "incomplete") throw faultError(body, status as Fault);
    // One more byte could be the CR of the line end.
    if (body.reader.length > MAX_RECORD_BYTES + 1) throw errorAt(body, "RECORD_TOO_LARGE");
  }
}

function faultError(body: Body, status: Fault): CleanerError {
  const { line, column, size } = body.reader;
  switch (status) {
    case "width":
    case "misaligned": {
      const isHeader = hasNamedCell(body.reader.stopped, body.layout.headerNames, ",");
      return recordFault({ line, columns: column + 1, isHeader }, body.layout);
    }
    case "op-unknown":
      return errorAt(body, "OP_UNKNOWN", 0);
    case "too-large":
      return errorAt(body, "RECORD_TOO_LARGE");
    default:
      // In the middle of a record one more byte is allowed: it could have been the CR of the line end.
      return size > (status === "unclosed" ? MAX_RECORD_BYTES : MAX_RECORD_BYTES + 1)
        ? errorAt(body, "RECORD_TOO_LARGE")
        : errorAt(body, QUOTE_FAULTS[status], column);
  }
}

function errorAt({ layout, reader }: Body, code: CleanerErrorCode, column?: number): CleanerError {
  const name = column === undefined ? undefined : columnName(layout.header, column);
  return new CleanerError(code, { line: reader.line, column: name });
}
