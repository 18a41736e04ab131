/** Counts of the values that a row writes. */
export class ValueCounts {
  /** Whether a part of the document's key was written. */
  hasKey = false;
  /** Scalars that were left out because the mask is nested. */
  scalars = 0;
  /** Lone surrogates that became U+FFFD. */
  replacedCharacters = 0;

  add({ hasKey, scalars, replacedCharacters }: ValueCounts): void {
    this.hasKey ||= hasKey;
    this.scalars += scalars;
    this.replacedCharacters += replacedCharacters;
  }
}
