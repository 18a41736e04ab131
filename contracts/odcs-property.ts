import { nestedIn } from "./contract.ts";
import type { Personal, Scalar } from "./field.ts";
import { PHI_KINDS, PII_KINDS } from "./kinds.ts";
import { describeField, isArrayColumn, type ListedField } from "./listed-fields.ts";

/** A field, an object or an array as the standard describes it. */
export interface OdcsProperty extends OdcsType {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly primaryKey?: true;
  /** From 1. */
  readonly primaryKeyPosition?: number;
  /** Whether it can't be null, as the key. */
  readonly required?: true;
  /** Absent if it is not personal. */
  readonly classification?: "pii" | "phi";
  readonly customProperties?: readonly { property: string; value: string; description: string }[];
}

interface OdcsType {
  readonly logicalType: "string" | "integer" | "number" | "boolean" | "date" | "timestamp" | "object" | "array";
  readonly physicalType: string;
  /** Of an object. */
  readonly properties?: readonly OdcsProperty[];
  /** Of an array of objects. */
  readonly items?: OdcsType;
}

const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { pii: PII_KINDS, phi: PHI_KINDS };

/**
 * @param path names from the column inwards
 * @param keys paths of the key's parts, in order
 */
export function propertyOf(
  path: readonly string[],
  field: unknown,
  keys: readonly (readonly string[])[],
): OdcsProperty {
  const name = path.at(-1) ?? "";
  const nested = nestedIn(field);
  const named = { id: odcsId(name), name };
  if (nested === undefined) return { ...named, ...leaf(path, describeField(field), keys) };
  const properties = Object.entries(nested).map(([inner, each]) => propertyOf([...path, inner], each, keys));
  const object = { logicalType: "object", physicalType: "object", properties } as const;
  const isArray = Array.isArray(field) || (path.length === 1 && isArrayColumn(name));
  return { ...named, ...(isArray ? { logicalType: "array", physicalType: "array", items: object } : object) };
}

/**
 * An id of letters, digits, `-` and `_`, as the standard wants it. Other characters become their number, so that two names never have
 * one id and a name always has the same: `contact.email` is `contact-2e-email`.
 */
export function odcsId(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/gu, (character) => `-${character.codePointAt(0)?.toString(16)}-`);
}

function leaf(
  path: readonly string[],
  { type, personal, notPersonal }: Omit<ListedField, "path" | "arrayDepth">,
  keys: readonly (readonly string[])[],
): Omit<OdcsProperty, "id" | "name"> {
  const position = 1 + keys.findIndex((key) => key.join("\n") === path.join("\n"));
  return {
    ...(type === "json" ? wholeType(path) : scalarType(type)),
    ...(notPersonal === undefined ? {} : { description: notPersonal.reason }),
    ...(position === 0 ? {} : ({ primaryKey: true, primaryKeyPosition: position, required: true } as const)),
    ...(personal === undefined ? {} : classOf(personal)),
  };
}

/** The standard has no word for a kind of personal data. */
function classOf({ tag, kind }: Personal) {
  const description = KINDS[tag]?.[kind] ?? "";
  return { classification: tag, customProperties: [{ property: "personalDataKind", value: kind, description }] };
}

/** A cell that is kept whole. What is in it is not known. */
function wholeType([column = ""]: readonly string[]): OdcsType {
  return { logicalType: isArrayColumn(column) ? "array" : "object", physicalType: "json" };
}

/** The physical type is the SQL name that all warehouses know; to Snowflake, `number` is one without a fraction. */
function scalarType(type: Scalar): OdcsType {
  if (type === "text") return { logicalType: "string", physicalType: "text" };
  if (type === "number") return { logicalType: "number", physicalType: "double precision" };
  if (type === "integer" || type === "boolean" || type === "date" || type === "timestamp")
    return { logicalType: type, physicalType: type };
  return { logicalType: "number", physicalType: type };
}
