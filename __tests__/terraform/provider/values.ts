import { decode, ExtData, encode } from "@msgpack/msgpack";
import type { Attribute, Block, Type } from "./schema.ts";

/** An object as Terraform sends it: with every attribute and block, `null` if it is not set. */
export interface Values {
  readonly [name: string]: unknown;
}

/** Terraform's "known after apply". https://github.com/zclconf/go-cty/blob/main/docs/marshal.md */
const UNKNOWN = new ExtData(0, new Uint8Array([0]));

/** `null` for a resource that does not exist: before its creation, after its destruction. */
export function fromWire({ msgpack }: { readonly msgpack: Uint8Array }): Values | null {
  return decode(msgpack) as Values | null;
}

export function toWire(values: Values | null): { readonly msgpack: Buffer } {
  return { msgpack: Buffer.from(encode(values)) };
}

/** The values, unknown where AWS will fill in an unset value. */
export function withUnknowns(block: Block, values: Values): Values {
  return mapBlock(block, values, (value, _, attribute) => (attribute?.computed && value === null ? UNKNOWN : value));
}

/**
 * The values with every unknown one made up: always the same for the same name.
 * @param isReadBack paths that the table of read-backs will fill in: until then they are unset
 */
export function withKnowns(block: Block, type: string, values: Values, isReadBack = (_path: string) => false): Values {
  const label = labelOf(values) ?? type;
  return mapBlock(block, values, (value, path, attribute) => {
    if (attribute === undefined || !(value instanceof ExtData)) return value;
    return isReadBack(path) ? null : madeUp(attribute, type, label);
  });
}

/** @param attribute absent if the value is that of a block: null, an object or a list of them */
type Change = (value: unknown, path: string, attribute?: Attribute) => unknown;

/** Changes each value, blocks before their contents. The path of a value does not contain the index of a block. */
export function mapBlock(block: Block, values: Values, change: Change, at = ""): Values {
  const nested = (value: unknown, inner: Block, path: string): unknown => {
    if (value === null || value instanceof ExtData) return value;
    if (Array.isArray(value)) return value.map((each) => nested(each, inner, path));
    return mapBlock(inner, value as Values, change, `${path}.`);
  };
  return Object.fromEntries([
    ...block.attributes.map((attribute) => {
      const { name } = attribute;
      return [name, change(values[name] ?? null, `${at}${name}`, attribute)];
    }),
    ...block.blocks.map(({ name, block: inner }) => {
      const path = `${at}${name}`;
      return [name, nested(change(values[name] ?? null, path), inner, path)];
    }),
  ]);
}

/** A name that identifies the resource. */
function labelOf(values: Values): string | undefined {
  const names = Object.entries(values).filter(([name]) => /^(bucket|name|.*_(name|id))$/.test(name));
  return names.map(([, value]) => value).find((value) => typeof value === "string");
}

function madeUp({ name, type: of }: Attribute, type: string, label: string): unknown {
  if (of === "string")
    return name.endsWith("arn") ? `arn:aws:made-up:::${type}/${label}` : madeUpText(name, type, label);
  const empty: Record<string, unknown> = { number: 0, bool: false, list: [], set: [], map: {} };
  return empty[kindOf(of)] ?? null;
}

function madeUpText(name: string, type: string, label: string): string {
  return name === "id" ? label : `made-up-${name}-of-${type}-${label}`;
}

function kindOf(type: Type): string {
  return typeof type === "string" ? type : type[0];
}
