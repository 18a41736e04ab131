/** A MongoDB document, as far as the demonstration needs its types. */
export interface Document {
  readonly [field: string]: Bson;
}

export type Bson = string | number | boolean | null | Date | ObjectId | Decimal | readonly Bson[] | Document;

export class ObjectId {
  readonly hex: string;

  constructor(hex: string) {
    this.hex = hex;
  }
}

/** Decimal128: an amount keeps its digits, `1.10` is not `1.1`. */
export class Decimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A nested document, and none of the values that happen to be objects in JavaScript. */
export function isDocument(value: Bson): value is Document {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date || value instanceof ObjectId || value instanceof Decimal)
  );
}
