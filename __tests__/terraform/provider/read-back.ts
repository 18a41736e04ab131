import { ExtData } from "@msgpack/msgpack";
import type { Block } from "./schema.ts";
import { mapBlock, type Values } from "./values.ts";

/** What becomes of one argument: what AWS answers when it is read, and what the real provider makes of the answer. */
export interface ReadBack {
  /**
   * Where it was seen: a recording of what AWS answered (`AWS__*.json`, of github.com/go-to-k/cdk-real-drift, `tests/corpus/`), an
   * issue or pull request of the provider (`TFP#48441`, github.com/hashicorp/terraform-provider-aws), or a file of its source.
   */
  readonly source: string;
  /** What AWS answers. Absent: what it was sent. @param sent null if the argument is not set */
  readonly answer?: (sent: unknown, resource: Values) => unknown;
  /** The provider keeps what AWS answers if the argument is not set: it is optional and computed. */
  readonly computed?: true;
  /** What the provider sends if the argument is not set. */
  readonly fallback?: unknown;
  /** Whether the provider takes the two for the same, beside those that are equal. */
  readonly isSame?: (state: unknown, wanted: unknown, resource: Values) => boolean;
}

/** By path of the argument, `rule.filter.prefix`. */
export interface TypeReadBacks {
  readonly [path: string]: ReadBack;
}

/** By type of resource. */
export interface ReadBacks {
  readonly [type: string]: TypeReadBacks;
}

/** AWS answers what it was sent, or does not return it and the provider leaves what is in the state. */
export function echoed(source: string, ...paths: readonly string[]): TypeReadBacks {
  return each(paths, { source });
}

/** Not set here; the provider keeps what AWS answers, whatever it is. */
export function computed(source: string, ...paths: readonly string[]): TypeReadBacks {
  return each(paths, { source, computed: true });
}

export function lowerCased(source: string, ...paths: readonly string[]): TypeReadBacks {
  return each(paths, { source, answer: (sent) => (typeof sent === "string" ? sent.toLowerCase() : sent) });
}

/** Not set here: AWS fills these in, and the provider keeps them. */
export function filledIn(source: string, values: Values): TypeReadBacks {
  return entries(values, (value) => ({ source, computed: true, answer: orElse(value) }));
}

/** Not set here: the provider sends its own default, which AWS answers. */
export function byDefault(source: string, values: Values): TypeReadBacks {
  return entries(values, (value) => ({ source, fallback: value, answer: orElse(value) }));
}

export function orElse(value: unknown): (sent: unknown) => unknown {
  return (sent) => (isNothing(sent) ? value : sent);
}

/** The table, with another answer for one argument. */
export function withAnswer(
  readBacks: ReadBacks,
  [type, path]: readonly [type: string, path: string],
  answer: NonNullable<ReadBack["answer"]>,
): ReadBacks {
  const entry = readBacks[type]?.[path];
  if (entry === undefined) throw new Error(`${type}.${path} is not in the table of read-backs`);
  return { ...readBacks, [type]: { ...readBacks[type], [path]: { ...entry, answer } } };
}

/** The resource as a read gives it. */
export function readBack(block: Block, paths: TypeReadBacks, resource: Values): Values {
  return mapBlock(block, resource, (value, path) => {
    const answer = paths[path]?.answer;
    return answer === undefined || value instanceof ExtData ? value : answer(value, resource);
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
