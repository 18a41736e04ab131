/** A name as a key of JSON, in quotes. Half a character, which a mask may name and no reader takes, becomes U+FFFD. */
export function jsonKey(name: string): string {
  return JSON.stringify(Buffer.from(name).toString());
}
