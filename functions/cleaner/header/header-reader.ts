import { CleanerError } from "../cleaner-error.ts";
import { type Layout, layOut } from "../layout.ts";
import type { Projection } from "../projection.ts";
import { readCells } from "../reference/cells.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { FileStart } from "./file-start.ts";
import { FirstRecord, type FoundRecord } from "./first-record.ts";

/** What was learned from a file's header. */
export interface Header {
  readonly layout: Layout;
  /** Of the header: characters that were no valid UTF-8 and became U+FFFD. */
  readonly replacedCharacters: number;
  /** What follows it, so far. */
  readonly rest: Buffer;
  /** Line of the file on which that starts; the first is 1. */
  readonly restLine: number;
}

/** Reads a file up to its header, for both kernels: what a header is must be the same to them. */
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
   * @returns the header, once it was found
   * @throws CleanerError when the first record can't be trusted or is no header
   */
  push(chunk: Buffer): Header | undefined {
    return this.#read(() => this.#record.push(this.#start.push(chunk)));
  }

  /**
   * @returns undefined where the file has no record
   * @throws CleanerError
   */
  end(): Header | undefined {
    return this.#read(() => this.#record.push(this.#start.end()) ?? this.#record.end());
  }

  /** Whatever is wrong with the first record: where the file is known to be something else, that is what is wrong. */
  #read(find: () => FoundRecord | undefined): Header | undefined {
    try {
      const found = find();
      return found && this.#layOut(found);
    } catch (error) {
      const { kind } = this.#start;
      if (kind === undefined || !(error instanceof CleanerError)) throw error;
      throw new CleanerError("HEADER_UNLISTED", { line: error.line }, { explanation: FILE_KINDS[kind] });
    }
  }

  #layOut({ bytes, line, rest, restLine }: FoundRecord): Header {
    const { rows, replacedCharacters } = readCells({ bytes, lines: [line] }, this.#delimiter);
    const names = rows[0] as readonly string[];
    this.found = { names, rest };
    return { layout: layOut(names, line, this.#projection), replacedCharacters, rest, restLine };
  }
}
