import { describeField } from "../../contracts/listed-fields.ts";
import type { Table } from "../../contracts/table.ts";
import type { Random } from "../demo/random.ts";
import { literal } from "../lake/duck.ts";
import type { DuckWarehouse } from "../snowflake-sql-api/duck-warehouse.ts";

/** Snowflake's database, and the source's schemas in it, as the deployed SQL names them. */
export const SNOWFLAKE_DATABASE = "CLEARWELL_LOCAL";

/** Values that no contract lists, and that must be found nowhere. */
export const PLANTED = "card 4111-1111-1111-1111";

/** Texts that are easily changed on the way. */
const TEXTS = ['Ann\'s "best"', "naïve ☃ 😀", "back\\slash", "two\nlines", "", "NULL", "a, b"] as const;

/** The tables of a source in Snowflake, made up, with a column more than the contracts list; DuckDB stands in Snowflake's place. */
export class MarketSource {
  readonly #duck: DuckWarehouse;
  readonly #database: string;
  readonly #random: Random;

  constructor(duck: DuckWarehouse, database: string, random: Random) {
    this.#duck = duck;
    this.#database = database;
    this.#random = random;
  }

  /** Makes a table with rows, and the view of its listed columns. */
  async make(name: string, table: Table, rows: number): Promise<void> {
    const columns = Object.keys(table.columns);
    const typed = columns.map((column) => `${column} ${duckType(table, column)}`);
    await this.#duck.query(`CREATE SCHEMA IF NOT EXISTS upstream_${this.#database}`);
    await this.#duck.query(`CREATE SCHEMA IF NOT EXISTS export_${this.#database}`);
    await this.#duck.query(`CREATE TABLE ${this.#upstream(name)} (${[...typed, "unlisted TEXT"].join(", ")})`);
    await this.#duck.query(
      `CREATE VIEW export_${this.#database}.${name} AS SELECT ${columns.join(", ")} FROM ${this.#upstream(name)}`,
    );
    for (let from = 0; from < rows; from += 1000)
      await this.#insert(name, table, from + 1, Math.min(rows, from + 1000), "2026-07-01 09:00:00.000000");
  }

  /** Adds rows, and changes some that are there. @param at when, in UTC */
  async change(name: string, table: Table, { from, to, at }: { from: number; to: number; at: string }): Promise<void> {
    const key = table.key[0] ?? "";
    const text = Object.keys(table.columns).find(
      (column) => !table.key.includes(column) && duckType(table, column) === "TEXT",
    );
    if (text !== undefined)
      await this.#duck.query(
        `UPDATE ${this.#upstream(name)} SET ${text} = 'changed ' || ${key}, ${table.updatedAt} = '${at}' WHERE ${key} % 7 = 0`,
      );
    await this.#insert(name, table, from, to, at);
  }

  /** Every row of what may leave, all values as text, in order. */
  async rows(name: string, table: Table): Promise<readonly (readonly (string | null)[])[]> {
    const texts = Object.keys(table.columns).map((column) => asText(table, column));
    const order = texts.map((_, index) => index + 1).join(", ");
    const { rows } = await this.#duck.query(
      `SELECT ${texts.join(", ")} FROM export_${this.#database}.${name} ORDER BY ${order}`,
    );
    return rows;
  }

  #upstream(name: string): string {
    return `upstream_${this.#database}.${name}`;
  }

  async #insert(name: string, table: Table, from: number, to: number, at: string): Promise<void> {
    const rows = Array.from({ length: to - from + 1 }, (_, index) => this.#row(table, from + index, at));
    await this.#duck.query(`INSERT INTO ${this.#upstream(name)} VALUES ${rows.join(", ")}`);
  }

  #row(table: Table, index: number, at: string): string {
    const values = Object.keys(table.columns).map((column) => {
      if (column === table.updatedAt) return literal(at);
      if (table.key[0] === column) return String(index);
      if (table.key.includes(column)) return String(this.#random.integer(1, 9999));
      return this.#random.oneIn(9) ? "NULL" : this.#value(duckType(table, column));
    });
    return `(${[...values, literal(PLANTED)].join(", ")})`;
  }

  #value(type: string): string {
    if (type === "TEXT") return literal(this.#random.pick(TEXTS));
    if (type === "BOOLEAN") return this.#random.oneIn(2) ? "true" : "false";
    if (type === "BIGINT") return String(this.#random.integer(0, 9999));
    if (type === "DATE") return "'2026-06-05'";
    if (type === "TIMESTAMP_NTZ") return "'2026-06-05 04:03:02.000001'";
    return `${this.#random.integer(0, 99)}.5`;
  }
}

function duckType(table: Table, column: string): string {
  const { type } = describeField(table.columns[column] as Table["columns"][string]);
  return TYPES[String(type)] ?? String(type);
}

const TYPES: Readonly<Record<string, string>> = {
  text: "TEXT",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP_NTZ",
};

/** As PostgreSQL writes the value. */
function asText(table: Table, column: string): string {
  const type = duckType(table, column);
  if (type === "TIMESTAMP_NTZ") return `strftime(${column}, '%Y-%m-%d %H:%M:%S.%f')`;
  return type === "BOOLEAN" ? `CASE ${column} WHEN true THEN 'true' WHEN false THEN 'false' END` : `${column}::VARCHAR`;
}
