import type { TextColumn } from "../parquet/text-column.ts";
import { writeDigits } from "./number-text.ts";

const DAY_MS = 86_400_000;
const [QUOTE, COLON, POINT, Z] = [0x22, 0x3a, 0x2e, 0x5a];

/** Writes dates as ISO 8601 with milliseconds, in quotes. It remembers the last day, which many documents of a batch have. */
export class DateWriter {
  #day = Number.NaN;
  /** `"2017-07-14T` */
  #text = Buffer.alloc(0);

  /** @param time milliseconds of a year from 0000 to 9999 */
  write(out: TextColumn, time: number): void {
    const day = Math.floor(time / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#text = Buffer.from(`"${new Date(day * DAY_MS).toISOString().slice(0, 11)}`);
    }
    out.copy(this.#text);
    const milliseconds = time - day * DAY_MS;
    const seconds = Math.floor(milliseconds / 1000);
    const minutes = Math.floor(seconds / 60);
    writeDigits(out, Math.floor(minutes / 60), 2);
    out.byte(COLON);
    writeDigits(out, minutes % 60, 2);
    out.byte(COLON);
    writeDigits(out, seconds % 60, 2);
    out.byte(POINT);
    writeDigits(out, milliseconds % 1000, 3);
    out.byte(Z);
    out.byte(QUOTE);
  }
}
