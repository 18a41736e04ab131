import { Bytes } from "./bytes";
import { ensureMemory, Regions, SLACK } from "./regions";

/** Writes bytes: to the end of the lines, or to the scratch region while it is not certain that they will be used. */
export class Output {
  /** Where the next byte is written. */
  static at: usize = 0;
  /** The end of the lines, while the output goes to the scratch region. */
  static linesEnd: usize = 0;

  static restart(): void {
    Output.at = Regions.lines;
  }

  static toScratch(): void {
    Output.linesEnd = Output.at;
    Output.at = Regions.scratch;
  }

  static toLines(): void {
    Output.at = Output.linesEnd;
  }

  /** Ensures memory for so many more bytes, so that the writer need not check. The scratch region always has enough. */
  static reserve(count: usize): void {
    ensureMemory(Output.at + count);
  }

  static push(byte: u8): void {
    store<u8>(Output.at++, byte);
  }

  static append(bytes: Bytes): void {
    Output.copy(bytes.at, bytes.length);
  }

  static copy(from: usize, length: usize): void {
    const target = Output.at;
    // A short text is copied faster without a call, sixteen bytes at a time; the extra bytes are overwritten later.
    if (length > 64) memory.copy(target, from, length);
    else for (let index: usize = 0; index < length; index += 16) v128.store(target + index, v128.load(from + index));
    Output.at = target + length;
  }

  /** Moves the bytes written since an address elsewhere, to be written again in another order. @returns the new address */
  static moveAway(since: usize): usize {
    const length = Output.at - since;
    const place = max(Output.at, Output.linesEnd) + SLACK;
    ensureMemory(place + length);
    memory.copy(place, since, length);
    Output.at = since;
    return place;
  }
}
