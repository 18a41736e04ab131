import { isDeepStrictEqual } from "node:util";
import { ExtData } from "@msgpack/msgpack";
import { isNothing, type TypeReadBacks } from "./read-back.ts";
import type { Block, NestedBlock } from "./schema.ts";
import { mapBlock, type Values } from "./values.ts";

/** The resource that the provider would create, with its own defaults for unset arguments. */
export function withDefaults(block: Block, paths: TypeReadBacks, wanted: Values): Values {
  return mapBlock(block, wanted, (value, path) => (isNothing(value) ? (paths[path]?.fallback ?? value) : value));
}

/**
 * The resource after an update, as the real provider plans it: it keeps the state's value if it treats it as equal to the wanted
 * one, or if AWS fills the value in.
 */
export function settled(block: Block, paths: TypeReadBacks, state: Values, wanted: Values): Values {
  return settleBlock(block, { paths, resource: wanted }, state, withDefaults(block, paths, wanted), "");
}

interface Context {
  readonly paths: TypeReadBacks;
  readonly resource: Values;
}

function settleBlock(block: Block, context: Context, state: Values, wanted: Values, at: string): Values {
  return Object.fromEntries([
    ...block.attributes.map(({ name }) => [name, settleValue(context, state[name], wanted[name], `${at}${name}`)]),
    ...block.blocks.map((nested) => [nested.name, settleNested(nested, context, state, wanted, at)]),
  ]);
}

function settleValue({ paths, resource }: Context, state: unknown, wanted: unknown, path: string): unknown {
  if (wanted instanceof ExtData) return wanted;
  if (isNothing(wanted) && isZero(state)) return state;
  return paths[path]?.isSame?.(state, wanted, resource) ? state : wanted;
}

/** The provider's SDK treats an unset value as the zero value of its type. */
function isZero(value: unknown): boolean {
  return isNothing(value) || value === "" || value === 0 || value === false || isDeepStrictEqual(value, {});
}

function settleNested(
  nested: NestedBlock,
  context: Context,
  { [nested.name]: state }: Values,
  all: Values,
  at: string,
) {
  const wanted = all[nested.name];
  const path = `${at}${nested.name}`;
  if (isNothing(wanted) && context.paths[path]?.computed) return state;
  if (isNothing(wanted) || isNothing(state) || wanted instanceof ExtData) return wanted;
  const settle = (before: unknown, after: unknown) =>
    settleBlock(nested.block, context, before as Values, after as Values, `${path}.`);
  if (!Array.isArray(wanted)) return settle(state, wanted);
  const known = state as unknown[];
  if (nested.nesting !== "SET")
    return wanted.map((each, index) => (index < known.length ? settle(known[index], each) : each));
  return wanted.map((each) => known.find((before) => isDeepStrictEqual(settle(before, each), before)) ?? each);
}
