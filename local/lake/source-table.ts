import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { describeField } from "../../contracts/listed-fields.ts";
import type { Table } from "../../contracts/table.ts";
import { type Change, changeKey, loadKey, type Row, writeParquet } from "./lake-file.ts";

/** A change of a row. A delete has the row as it was. */
export type Operation = readonly [op: Change["op"], row: Row];

/** A table of a source database: what is in it now, and how DMS brings its changes into the lake. */
export class SourceTable {
  readonly #rows = new Map<string, Row>();
  #sequence = 0;
  readonly lake: string;
  readonly database: string;
  readonly name: string;
  readonly table: Table;

  constructor(lake: string, database: string, name: string, table: Table) {
    this.lake = lake;
    this.database = database;
    this.name = name;
    this.table = table;
  }

  /** The rows, each as JSON without what the contract lacks, in a fixed order. */
  rows(): string[] {
    return [...this.#rows.values()].map((row) => this.listed(row)).sort();
  }

  /** The values of the listed columns as one text, to compare them. @param row with its own names, or with Snowflake's upper case */
  listed(row: Readonly<Record<string, unknown>>): string {
    const values = Object.entries(this.table.columns).map(([name, column]) =>
      shown(row[name] ?? row[name.toUpperCase()], describeField(column).type),
    );
    return JSON.stringify(values);
  }

  /** A full load of all rows. @param at when the task started @param written when its file was, if that was later */
  async load(at: string, rows: readonly Row[], written = at): Promise<string> {
    for (const row of rows) this.#apply(["I", row]);
    return this.#write(
      loadKey(this.database, this.name, 1),
      [...this.#rows.values()].map((row) => ({ op: "I", at, row })),
      written,
    );
  }

  /** A change of which DMS never hears. */
  missed(op: Change["op"], row: Row): void {
    this.#apply([op, row]);
  }

  /** Changes that were committed at one time, in a file of their own. @param how the last one first, or without the column of the sequence */
  async change(at: string, operations: readonly Operation[], how?: "reversed" | "unsequenced"): Promise<string> {
    const changes = operations.map((operation) => this.#record(at, operation));
    const key = changeKey(this.database, this.name, at, this.#sequence);
    if (how === "reversed") return this.#write(key, changes.toReversed(), at);
    const isSequenced = how === undefined;
    return this.#write(
      key,
      changes.map(({ sequence = "", ...change }) => (isSequenced ? { ...change, sequence } : change)),
      at,
    );
  }

  #record(at: string, operation: Operation): Change {
    this.#apply(operation);
    this.#sequence += 1;
    return { op: operation[0], at, sequence: String(this.#sequence).padStart(35, "0"), row: operation[1] };
  }

  #apply([op, row]: Operation): void {
    const key = JSON.stringify(this.table.key.map((name) => row[name]));
    if (op === "D") this.#rows.delete(key);
    else this.#rows.set(key, row);
  }

  /** @param written when the object was written, in UTC @returns its key */
  async #write(key: string, changes: readonly Change[], written: string): Promise<string> {
    const file = join(this.lake, key);
    await writeParquet(file, this.table, changes);
    const modified = new Date(`${written.replace(" ", "T").slice(0, 19)}Z`);
    await utimes(file, modified, modified);
    return key;
  }
}

/**
 * A value as the source writes it: Snowflake gives dates and times as JavaScript's, DuckDB gives numbers as text.
 * @param type the contract's
 */
function shown(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Date)
    return value
      .toISOString()
      .replace("T", " ")
      .slice(0, type === "date" ? 10 : 19);
  return /^(integer|number|decimal)/.test(type) ? Number(value) : value;
}
