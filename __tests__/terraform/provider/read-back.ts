import { ExtData } from "@msgpack/msgpack";
import type { Block } from "./schema.ts";
import { mapBlock, type Values } from "./values.ts";

/** How one argument is read back: the value that AWS returns, and how the real provider treats it. */
export interface ReadBack {
  /**
   * The source: a recording of AWS's response (`AWS__*.json`, of github.com/go-to-k/cdk-real-drift, `tests/corpus/`), an
   * issue or pull request of the provider (`TFP#48441`, github.com/hashicorp/terraform-provider-aws), or a file of its source.
   */
  readonly source: string;
  /** The value that AWS returns. Absent: the value that it was sent. @param sent null if the argument is not set */
  readonly returned?: (sent: unknown, resource: Values) => unknown;
  /** The provider keeps AWS's value if the argument is not set: it is optional and computed. */
  readonly computed?: true;
  /** The value that the provider sends if the argument is not set. */
  readonly fallback?: unknown;
  /** Whether the provider treats two different values as the same. */
  readonly isSame?: (state: unknown, wanted: unknown, resource: Values) => boolean;
}

/** By the argument's path: `rule.filter.prefix`. */
export interface TypeReadBacks {
  readonly [path: string]: ReadBack;
}

/** By type of resource. */
export interface ReadBacks {
  readonly [type: string]: TypeReadBacks;
}

/** AWS returns what it was sent, or returns nothing and the provider keeps the state's value. */
export function echoed(source: string, ...paths: readonly string[]): TypeReadBacks {
  return each(paths, { source });
}

/** Not set here; the provider keeps any value that AWS returns. */
export function computed(source: string, ...paths: readonly string[]): TypeReadBacks {
  return each(paths, { source, computed: true });
}

export function lowerCased(source: string, ...paths: readonly string[]): TypeReadBacks {
  return each(paths, { source, returned: (sent) => (typeof sent === "string" ? sent.toLowerCase() : sent) });
}

/** Not set here: AWS fills these in, and the provider keeps them. */
export function filledIn(source: string, values: Values): TypeReadBacks {
  return entries(values, (value) => ({ source, computed: true, returned: orElse(value) }));
}

/** Not set here: the provider sends its own default, which AWS returns. */
export function byDefault(source: string, values: Values): TypeReadBacks {
  return entries(values, (value) => ({ source, fallback: value, returned: orElse(value) }));
}

export function orElse(value: unknown): (sent: unknown) => unknown {
  return (sent) => (isNothing(sent) ? value : sent);
}

/** The table, with another response for one argument. */
export function withResponse(
  readBacks: ReadBacks,
  [type, path]: readonly [type: string, path: string],
  returned: NonNullable<ReadBack["returned"]>,
): ReadBacks {
  const entry = readBacks[type]?.[path];
  if (entry === undefined) throw new Error(`${type}.${path} is not in the table of read-backs`);
  return { ...readBacks, [type]: { ...readBacks[type], [path]: { ...entry, returned } } };
}

/** The resource after a read. */
export function readBack(block: Block, paths: TypeReadBacks, resource: Values): Values {
  return mapBlock(block, resource, (value, path) => {
    const returned = paths[path]?.returned;
    return returned === undefined || value instanceof ExtData ? value : returned(value, resource);
  });
}

/** Not set: an attribute is null then, a list of blocks empty. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function each(paths: readonly string[], entry: ReadBack): TypeReadBacks {
  return Object.fromEntries(paths.map((path) => [path, entry]));
}

function entries(values: Values, entryOf: (value: unknown) => ReadBack): TypeReadBacks {
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, entryOf(value)]));
}
