import { setTimeout } from "node:timers/promises";
import type { Connection } from "mysql2/promise";
import type { WatermarkSource } from "../../contracts/source.ts";
import type { Random } from "../demo/random.ts";
import { keyValue, type MadeUpRow, madeUpRow, referencesOf } from "./made-up-row.ts";

/** What the tables of a demo begin with: enough that a run sends several requests. */
const FIRST_ROWS = { ofFacts: 2_400, ofOthers: 60 };

/** Milliseconds between two transactions. */
const PAUSE = 20;

/** Writes made-up rows into a source, and changes them. */
export class Writer {
  readonly #source: WatermarkSource;
  readonly #database: string;
  readonly #random: Random;
  readonly #sizes: Map<string, number>;

  constructor(database: string, source: WatermarkSource, random: Random) {
    this.#database = database;
    this.#source = source;
    this.#random = random;
    this.#sizes = new Map(Object.keys(source.tables).map((name) => [name, 0]));
  }

  /** The table that grows fastest: the first of the facts. */
  get largest(): string {
    return Object.values(this.#source.star?.facts ?? {})[0]?.table ?? Object.keys(this.#source.tables)[0] ?? "";
  }

  /** The first rows of each table; of facts last, so that the members whom they name are there. */
  async fill(connection: Connection): Promise<void> {
    const { largest } = this;
    for (const name of Object.keys(this.#source.tables).filter((each) => each !== largest))
      await this.#insert(connection, name, FIRST_ROWS.ofOthers);
    await this.#insert(connection, largest, FIRST_ROWS.ofFacts);
  }

  /** Transactions of a few statements, as long as it goes on: new rows, corrections; some are rolled back. */
  async write(connection: Connection, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const before = new Map(this.#sizes);
      await connection.query("begin");
      for (let statements = this.#random.integer(1, 4); statements > 0; statements--) {
        const name = this.#random.oneIn(3) ? this.#random.pick(this.#names()) : this.largest;
        if (this.#random.oneIn(2)) await this.#insert(connection, name, this.#random.integer(1, 5));
        else await this.#change(connection, name);
      }
      const isUndone = this.#random.oneIn(6);
      await connection.query(isUndone ? "rollback" : "commit");
      await setTimeout(PAUSE);
      if (isUndone) for (const [name, size] of before) this.#sizes.set(name, size);
    }
  }

  async #insert(connection: Connection, name: string, count: number): Promise<void> {
    const first = this.#sizes.get(name) ?? 0;
    const rows = Array.from({ length: count }, (_, index) => this.#row(name, first + index + 1));
    const columns = Object.keys(rows[0] ?? {});
    await connection.query("insert into ?? (??) values ?", [
      this.#table(name),
      columns,
      rows.map((row) => columns.map((column) => row[column])),
    ]);
    this.#sizes.set(name, first + count);
  }

  async #change(connection: Connection, name: string): Promise<void> {
    const index = this.#random.integer(1, this.#sizes.get(name) ?? 1);
    const key = this.#source.tables[name]?.key[0] ?? "";
    const { [key]: _same, ...changed } = this.#row(name, index);
    await connection.query("update ?? set ? where ?? = ?", [
      this.#table(name),
      changed,
      key,
      keyValue(this.#source, name, index),
    ]);
  }

  #row(name: string, index: number): MadeUpRow {
    const references = referencesOf(this.#source);
    return madeUpRow(this.#source, name, index, { references, sizes: this.#sizes, random: this.#random });
  }

  #names(): [string, ...string[]] {
    return Object.keys(this.#source.tables) as [string, ...string[]];
  }

  /** With its database: the administrator's session is in none. */
  #table(name: string): string {
    return `${this.#database}.${name}`;
  }
}
