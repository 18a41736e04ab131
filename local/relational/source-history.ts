import type { Table } from "../../contracts/table.ts";
import { type Random, seededRandom } from "../demo/random.ts";
import type { Row } from "../lake/lake-file.ts";
import type { Operation } from "../lake/source-table.ts";
import { changed, SPECIAL_ROWS, sourceRow } from "./source-row.ts";

/** What happens in a table of a source database: the rows when the full load starts, then each second in which something changes. */
export interface TableHistory {
  readonly loadedAt: string;
  readonly load: readonly Row[];
  readonly seconds: readonly { readonly at: string; readonly operations: readonly Operation[] }[];
  /** The row that changes several times within one second. */
  readonly busy: Row;
}

const SEED = 20260222;
const LOADED_AT = Date.UTC(2026, 1, 22, 10);
const ROWS = 120;
const SECONDS = 6;
const HALF_AN_HOUR = 30 * 60_000;

/** The same history each time. @param place of the table among all, so that their rows differ */
export function sourceHistory(table: Table, place: number): TableHistory {
  const random = seededRandom(SEED + place);
  const rows = new LiveRows(table, random);
  const load = Array.from({ length: ROWS }, () => rows.insert());
  const [busy = rows.insert(), replaced = busy] = load.slice(SPECIAL_ROWS);
  // Within one second: two updates of a row, a delete that is taken back, and a row that does not last.
  const first = [...rows.updateTwice(busy), ...rows.replace(replaced), ...rows.insertAndDelete()];
  const seconds = Array.from({ length: SECONDS }, (_, index) => ({
    // Over three hours, so that the lake has several folders.
    at: timeText(LOADED_AT + (index + 1) * HALF_AN_HOUR + random.integer(0, 59) * 1000),
    operations: [...(index === 0 ? first : []), ...Array.from({ length: random.integer(1, 6) }, () => rows.operate())],
  }));
  return { loadedAt: timeText(LOADED_AT), load, seconds, busy };
}

/** The rows of a table while it changes. */
class LiveRows {
  readonly #rows = new Map<string, Row>();
  readonly #table: Table;
  readonly #random: Random;
  #made = 0;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  insert(): Row {
    return this.#put(sourceRow(this.#table, this.#random, this.#made++));
  }

  operate(): Operation {
    if (this.#random.oneIn(4)) return ["I", this.insert()];
    // The first ones stay as they are, to be shown.
    const row = this.#random.pick([...this.#rows.values()].slice(SPECIAL_ROWS + 1) as [Row, ...Row[]]);
    return this.#random.oneIn(3) ? this.#delete(row) : this.#update(row);
  }

  updateTwice(row: Row): Operation[] {
    return [this.#update(row), this.#update(row)];
  }

  replace(row: Row): Operation[] {
    return [this.#delete(row), ["I", this.#put(changed(this.#table, this.#random, row))]];
  }

  insertAndDelete(): Operation[] {
    const row = this.insert();
    return [["I", row], this.#delete(row)];
  }

  #update(row: Row): Operation {
    return ["U", this.#put(changed(this.#table, this.#random, row))];
  }

  #delete(row: Row): Operation {
    this.#rows.delete(this.#key(row));
    return ["D", row];
  }

  #put(row: Row): Row {
    this.#rows.set(this.#key(row), row);
    return row;
  }

  #key(row: Row): string {
    return JSON.stringify(this.#table.key.map((name) => row[name]));
  }
}

/** As DMS writes a time: `2026-02-22 10:15:00.000000`. */
function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")}.000000`;
}
