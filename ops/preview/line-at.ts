const LF = 0x0a;

/** Picks one of the lines that come out of the kernel, which gives whole ones. */
export class LineAt {
  text: string | undefined;
  #count = 0;

  /** @param wanted the line's index, counted from the first of all; undefined for none of these */
  push(lines: Buffer, wanted: number | undefined): void {
    for (let start = 0; start < lines.length; this.#count++) {
      const end = lines.indexOf(LF, start);
      if (this.#count === wanted) this.text = lines.toString("utf8", start, end);
      start = end + 1;
    }
  }
}
