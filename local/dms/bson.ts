/** A MongoDB document, with the types that the demo needs. */
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

/** Decimal128: keeps its digits, `1.10` does not become `1.1`. */
export class Decimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Whether the value is a nested document, rather than one of the types that are objects in JavaScript. */
export function isDocument(value: Bson): value is Document {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date || value instanceof ObjectId || value instanceof Decimal)
  );
}
