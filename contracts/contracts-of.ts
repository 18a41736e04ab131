import type { Contract } from "./contract.ts";
import { Key } from "./field.ts";
import type { Source } from "./source.ts";
import type { Table } from "./table.ts";

/** A source's collections or tables, each as a contract; a table's contract is its columns, including the key. */
export function contractsOf(source: Source): Readonly<Record<string, Contract>> {
  if (source.engine === "mongodb") return source.collections;
  return Object.fromEntries(Object.entries(source.tables).map(([name, table]) => [name, contractOf(table)]));
}

function contractOf({ key, columns }: Table): Contract {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, key.includes(name) ? new Key(column) : column]),
  );
}
