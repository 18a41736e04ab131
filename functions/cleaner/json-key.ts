/** A name as a JSON key, in quotes. A lone surrogate, which a mask may have and readers refuse, becomes U+FFFD. */
export function jsonKey(name: string): string {
  return JSON.stringify(Buffer.from(name).toString());
}
