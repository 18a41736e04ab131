import { parquetReadObjects } from "hyparquet";
import { type Contract, nestedIn } from "../../contracts/contract.ts";
import { RAW_COLUMNS } from "../../functions/shared/batch-manifest.ts";
import { mongoNameOf } from "../mongodb/expected.ts";
import type { StoredObject } from "../s3-object.ts";

/** What the raw files of a collection have: every row of every batch, not only the newest. */
export interface Left {
  readonly rows: number;
  /** Paths that the contract does not list. */
  readonly unlisted: readonly string[];
}

/** Reads the raw files, and compares each name in them with the contract. @param key start of their keys */
export async function whatLeft(
  objects: ReadonlyMap<string, StoredObject>,
  key: string,
  contract: Contract,
): Promise<Left> {
  const rules = new Map(Object.entries(contract).map(([column, rule]) => [mongoNameOf(column), rule as unknown]));
  const unlisted = new Set<string>();
  let rows = 0;
  for (const [name, { body }] of objects) {
    if (!name.startsWith(key) || !name.endsWith(".parquet")) continue;
    const file = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer;
    for (const row of await parquetReadObjects({ file })) {
      rows++;
      for (const [field, text] of Object.entries(row)) {
        if (OWN.has(field)) continue;
        if (!rules.has(field)) unlisted.add(field);
        else if (typeof text === "string") look(JSON.parse(text), rules.get(field), field, unlisted);
      }
    }
  }
  return { rows, unlisted: [...unlisted].sort() };
}

const OWN: ReadonlySet<string> = new Set(RAW_COLUMNS);

function look(value: unknown, rule: unknown, path: string, unlisted: Set<string>): void {
  const nested = nestedIn(rule);
  if (nested === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) look(each, rule, path, unlisted);
    return;
  }
  // A single value where the contract lists parts of an object: nobody knows what it has.
  if (typeof value !== "object") {
    unlisted.add(path);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (Object.hasOwn(nested, name)) look(inner, nested[name], `${path}.${name}`, unlisted);
    else unlisted.add(`${path}.${name}`);
  }
}
