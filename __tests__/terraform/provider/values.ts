import { decode, ExtData, encode } from "@msgpack/msgpack";
import type { Attribute, Block, Type } from "./schema.ts";

/** An object as Terraform sends it: every attribute and block is there, `null` where it is not set. */
export interface Values {
  readonly [name: string]: unknown;
}

/** Terraform's "known after apply". https://github.com/zclconf/go-cty/blob/main/docs/marshal.md */
const UNKNOWN = new ExtData(0, new Uint8Array([0]));

/** `null` for what does not exist: before it is made, after it is destroyed. */
export function fromWire({ msgpack }: { readonly msgpack: Uint8Array }): Values | null {
  return decode(msgpack) as Values | null;
}

export function toWire(values: Values | null): { readonly msgpack: Buffer } {
  return { msgpack: Buffer.from(encode(values)) };
}

/** The values where AWS will fill in what is not set. */
export function withUnknowns(block: Block, values: Values): Values {
  return mapBlock(block, values, (value, _, attribute) => (attribute?.computed && value === null ? UNKNOWN : value));
}

/**
 * The values where every unknown one has become known: made up, the same each time for the same name.
 * @param isAnswered paths that the table of read-backs will fill in: they are as if not set until then
 */
export function withKnowns(block: Block, type: string, values: Values, isAnswered = (_path: string) => false): Values {
  const label = labelOf(values) ?? type;
  return mapBlock(block, values, (value, path, attribute) => {
    if (attribute === undefined || !(value instanceof ExtData)) return value;
    return isAnswered(path) ? null : madeUp(attribute, type, label);
  });
}

/** @param attribute absent if the value is that of a block: null, an object or a list of them */
type Change = (value: unknown, path: string, attribute?: Attribute) => unknown;

/** The values with each one changed, those of blocks before what is in them. The path of a value does not count the blocks. */
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

/** A name of ours that says which one it is. */
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
