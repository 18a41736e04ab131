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
  return mapBlock(block, values, ({ computed }, value) => (computed && value === null ? UNKNOWN : value));
}

/** The values where every unknown one has become known: made up, the same each time for the same name. */
export function withKnowns(block: Block, type: string, values: Values): Values {
  const label = labelOf(values) ?? type;
  return mapBlock(block, values, (attribute, value) =>
    value instanceof ExtData ? madeUp(attribute, type, label) : value,
  );
}

type Change = (attribute: Attribute, value: unknown) => unknown;

function mapBlock(block: Block, values: Values, change: Change): Values {
  const nested = (value: unknown, inner: Block): unknown => {
    if (value === null || value instanceof ExtData) return value;
    if (Array.isArray(value)) return value.map((each) => nested(each, inner));
    return mapBlock(inner, value as Values, change);
  };
  return Object.fromEntries([
    ...block.attributes.map((attribute) => [attribute.name, change(attribute, values[attribute.name])]),
    ...block.blocks.map(({ name, block: inner }) => [name, nested(values[name], inner)]),
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
