import { Bytes } from "./bytes";
import { haveRoom, Regions, SLACK } from "./regions";

/** Where things are written: behind the lines, or aside until they are certain. */
export class Output {
  /** Where the next byte goes. */
  static at: usize = 0;
  /** Where the lines go on while something is written aside. */
  static resumeAt: usize = 0;

  static restart(): void {
    Output.at = Regions.lines;
  }

  static setAside(): void {
    Output.resumeAt = Output.at;
    Output.at = Regions.aside;
  }

  static resume(): void {
    Output.at = Output.resumeAt;
  }

  /** Room for so many bytes more, so that what writes them need not ask again. Aside there is always enough. */
  static reserve(count: usize): void {
    haveRoom(Output.at + count);
  }

  static push(byte: u8): void {
    store<u8>(Output.at++, byte);
  }

  static append(bytes: Bytes): void {
    Output.copy(bytes.at, bytes.length);
  }

  static copy(from: usize, length: usize): void {
    const target = Output.at;
    // What is short is copied faster without a call, with some bytes too many.
    if (length > 64) memory.copy(target, from, length);
    else for (let index: usize = 0; index < length; index += 16) v128.store(target + index, v128.load(from + index));
    Output.at = target + length;
  }

  /** Takes all that was written since out of the way, for it to be written again in another order. @returns where it is */
  static moveAway(since: usize): usize {
    const length = Output.at - since;
    const place = max(Output.at, Output.resumeAt) + SLACK;
    haveRoom(place + length);
    memory.copy(place, since, length);
    Output.at = since;
    return place;
  }
}
