import { CleanerError } from "../cleaner-error.ts";
import { type Layout, planLayout } from "../layout.ts";
import type { Projection } from "../projection.ts";
import { readCells } from "../reference/cells.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { FileStart } from "./file-start.ts";
import { FirstRecord, type FoundRecord } from "./first-record.ts";

/** The result of reading a file's header. */
export interface Header {
  readonly layout: Layout;
  /** Characters of the header that were not valid UTF-8 and became U+FFFD. */
  readonly replacedCharacters: number;
  /** The bytes after the header that were read so far. */
  readonly rest: Buffer;
  /** Line of the file on which they start; the first is 1. */
  readonly restLine: number;
}

/** Reads a file's header for both kernels, so that they agree on what a header is. */
export class HeaderReader {
  readonly #start = new FileStart();
  readonly #record: FirstRecord;
  readonly #projection: Projection;
  readonly #delimiter: string;
  /** The first record's cells and what follows it so far, once it was found, whatever is wrong with it. */
  found: { readonly names: readonly string[]; readonly rest: Buffer } | undefined;

  /** @param delimiter one ASCII character */
  constructor(projection: Projection, delimiter = ",") {
    this.#projection = projection;
    this.#delimiter = delimiter;
    this.#record = new FirstRecord(delimiter);
  }

  /**
   * @returns the header, if it was found
   * @throws CleanerError if the first record has a fault or is not a header
   */
  push(chunk: Buffer): Header | undefined {
    return this.#read(() => this.#record.push(this.#start.push(chunk)));
  }

  /**
   * @returns undefined if the file has no record
   * @throws CleanerError
   */
  end(): Header | undefined {
    return this.#read(() => this.#record.push(this.#start.end()) ?? this.#record.end());
  }

  /** If the file is known to be of another kind, that is the error, whatever else is wrong with the first record. */
  #read(find: () => FoundRecord | undefined): Header | undefined {
    try {
      const found = find();
      return found && this.#toHeader(found);
    } catch (error) {
      const { kind } = this.#start;
      if (kind === undefined || !(error instanceof CleanerError)) throw error;
      throw new CleanerError("HEADER_UNLISTED", { line: error.line }, { explanation: FILE_KINDS[kind] });
    }
  }

  #toHeader({ bytes, line, rest, restLine }: FoundRecord): Header {
    const { rows, replacedCharacters } = readCells({ bytes, lines: [line] }, this.#delimiter);
    const names = rows[0] as readonly string[];
    this.found = { names, rest };
    return { layout: planLayout(names, line, this.#projection), replacedCharacters, rest, restLine };
  }
}
