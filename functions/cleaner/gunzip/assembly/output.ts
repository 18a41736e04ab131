import { HISTORY_BYTES, OUTPUT_LIMIT, WINDOW } from "./regions";

/** What was inflated. */
export class Output {
  static at: usize = WINDOW;
  /** From where on the caller has not taken it. */
  static from: usize = WINDOW;
  /** Where the member starts, or what is left of it. */
  static first: usize = WINDOW;

  /** Nothing before it may be repeated. */
  static startMember(): void {
    Output.first = Output.at;
  }

  /** Drops what the caller has taken, but keeps the history. */
  static release(): void {
    Output.from = Output.at;
    if (Output.at < OUTPUT_LIMIT) return;
    const shift = Output.at - HISTORY_BYTES - WINDOW;
    memory.copy(WINDOW, Output.at - HISTORY_BYTES, HISTORY_BYTES);
    Output.at -= shift;
    Output.from -= shift;
    Output.first = Output.first > WINDOW + shift ? Output.first - shift : WINDOW;
  }
}
