import { type Contract, nestedIn } from "./contract.ts";
import { unlistedKey } from "./key.ts";
import { isArrayColumn } from "./listed-fields.ts";
import { maskOf } from "./mask-of.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "./passthrough.ts";

/**
 * The header of a RAW file that has just what a contract lets through: an array is one column, an object is dotted columns, as DMS
 * flattens it. An object that has an array inside is one column of JSON, for the contract has no dotted name of that.
 */
export function rawHeader(contract: Contract): string[] {
  const columns = Object.entries(contract).flatMap(([column, field]) =>
    isArrayColumn(column) ? [column] : columnsOf(column, field),
  );
  return [OP_COLUMN, TIMESTAMP_COLUMN, ...unlistedKey(maskOf(contract)), ...columns];
}

function columnsOf(path: string, field: unknown): string[] {
  const nested = nestedIn(field);
  if (nested === undefined || hasArray(field)) return [path];
  return Object.entries(nested).flatMap(([name, inner]) => columnsOf(`${path}.${name}`, inner));
}

function hasArray(field: unknown): boolean {
  return Array.isArray(field) || Object.values(nestedIn(field) ?? {}).some(hasArray);
}
