/** Counts of the values that are written. */
export class ValueCounts {
  /** Whether a part of the document's key was written. */
  hasKey: bool = false;
  /** Scalars that were left out because the mask is nested. */
  scalars: i32 = 0;
  /** Lone surrogates that became U+FFFD. */
  replaced: i32 = 0;

  reset(): void {
    this.hasKey = false;
    this.scalars = 0;
    this.replaced = 0;
  }

  copy(other: ValueCounts): void {
    this.hasKey = other.hasKey;
    this.scalars = other.scalars;
    this.replaced = other.replaced;
  }
}
