/** Writes bits, the lowest first, to the output. https://www.rfc-editor.org/rfc/rfc1951#section-3.1.1 */
export class Bits {
  /** Where the next whole byte goes. */
  static at: usize = 0;
  /** Bits that are not a whole byte yet: after a `flush` at most 7, and at most 64 at any time. */
  static held: u64 = 0;
  static count: u64 = 0;

  static add(bits: u64, count: u64): void {
    Bits.held |= bits << Bits.count;
    Bits.count += count;
  }

  static flush(): void {
    store<u64>(Bits.at, Bits.held);
    const whole = Bits.count & 56;
    Bits.at += <usize>(whole >> 3);
    Bits.held >>= whole;
    Bits.count -= whole;
  }

  /** Fills the last byte up with zeros. */
  static align(): void {
    Bits.flush();
    if (Bits.count > 0) Bits.at++;
    Bits.held = 0;
    Bits.count = 0;
  }
}
