import type { PhiKind, PiiKind } from "./kinds.ts";

/** The type of a value in the warehouse. `number` is a floating-point number; a `decimal` has a precision and a scale. */
export type Scalar = "text" | "integer" | "number" | `decimal(${number},${number})` | "boolean" | "date" | "timestamp";

/**
 * The properties of a field: instances of a class and not plain objects, because a nested contract may have a key `type` or
 * `kind`. The symbol is in the global registry, so that fields from another copy of this module, loaded from a git ref, are
 * recognised.
 */
const FIELD: unique symbol = Symbol.for("clearwell.field") as never;

/** Personal data: it leaves, and the warehouse masks it by its tag. */
export class Personal<Type extends Scalar = Scalar> {
  readonly [FIELD] = "personal";
  // Arrays have the same member. Without it TypeScript does not report a mistake in `[{ … }]` at its own line.
  declare readonly 0?: never;
  readonly tag: "pii" | "phi";
  readonly kind: PiiKind | PhiKind;
  readonly type: Type;

  constructor(tag: "pii" | "phi", kind: PiiKind | PhiKind, type: Type) {
    this.tag = tag;
    this.kind = kind;
    this.type = type;
  }
}

/** Sounds personal, and is not. */
export class NotPersonal<Type extends Scalar | "json" = Scalar | "json"> {
  readonly [FIELD] = "not personal";
  declare readonly 0?: never;
  readonly reason: string;
  readonly type: Type;

  constructor(reason: string, type: Type) {
    this.reason = reason;
    this.type = type;
  }
}

/** The document's key, or a part of it, with a type or a class. */
export class Key {
  readonly [FIELD] = "key";
  declare readonly 0?: never;
  readonly of: KeyContent;

  constructor(of: KeyContent) {
    this.of = of;
  }
}

export type KeyContent = Scalar | Personal | NotPersonal<Scalar>;

/**
 * Personal data that identifies or describes a person: `pii("email")`, `pii("age", "integer")`.
 * @param type default: text
 */
export function pii(kind: PiiKind): Personal<"text">;
export function pii<Type extends Scalar>(kind: PiiKind, type: Type): Personal<Type>;
export function pii(kind: PiiKind, type: Scalar = "text"): Personal {
  return new Personal("pii", kind, type);
}

/**
 * Personal data on health: `phi("diagnosis")`, `phi("date_of_birth", "date")`.
 * @param type default: text
 */
export function phi(kind: PhiKind): Personal<"text">;
export function phi<Type extends Scalar>(kind: PhiKind, type: Type): Personal<Type>;
export function phi(kind: PhiKind, type: Scalar = "text"): Personal {
  return new Personal("phi", kind, type);
}

/**
 * A field whose name sounds personal and whose values are not: `notPersonal("name of a product")`.
 * @param reason for the reviewer
 * @param type default: text; a column that is kept whole is "json"
 */
export function notPersonal(reason: string): NotPersonal<"text">;
export function notPersonal<Type extends Scalar | "json">(reason: string, type: Type): NotPersonal<Type>;
export function notPersonal(reason: string, type: Scalar | "json" = "text"): NotPersonal {
  return new NotPersonal(reason, type);
}

/** A key with a type other than text, or with a class: `key("integer")`, `key(pii("customer_id"))`. `"key"` is `key("text")`. */
export function key(of: KeyContent): Key {
  return new Key(of);
}

export function isPersonal(value: unknown): value is Personal {
  return fieldOf(value) === "personal";
}

export function isNotPersonal(value: unknown): value is NotPersonal {
  return fieldOf(value) === "not personal";
}

export function isKey(value: unknown): value is Key {
  return fieldOf(value) === "key";
}

const NAMED = ["text", "integer", "number", "boolean", "date", "timestamp"];

/** Largest precision that every warehouse supports. https://docs.snowflake.com/en/sql-reference/data-types-numeric */
const MAX_PRECISION = 38;

export function isScalar(value: unknown): value is Scalar {
  if (typeof value !== "string") return false;
  const [, precision, scale] = /^decimal\((\d{1,2}),(\d{1,2})\)$/.exec(value) ?? [];
  if (precision === undefined) return NAMED.includes(value);
  return Number(precision) >= 1 && Number(precision) <= MAX_PRECISION && Number(scale) <= Number(precision);
}

function fieldOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && FIELD in value ? value[FIELD] : undefined;
}
