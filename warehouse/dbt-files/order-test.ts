import { columnName } from "../../contracts/columns.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import type { Table } from "../../contracts/table.ts";
import { sqlType } from "../snowflake/types.ts";
import { modelName } from "./names.ts";

/** A change, without its key. `at` and `loadedAt` are minutes; the row that is current is told by the second. */
interface Change {
  readonly op: "I" | "U" | "D";
  readonly at: number;
  readonly sequence?: number;
  readonly file: string;
  readonly loadedAt: number;
}

const LOAD = "LOAD00000001.parquet";
const [A, B] = ["2026/02/22/10/a.parquet", "2026/02/22/10/b.parquet"];

/** The rule of order, part by part: the changes of a key, and which of them is current. No number: none, because it was deleted. */
const RULES: readonly (readonly [changes: readonly Change[], current?: number])[] = [
  // The later one, whatever its sequence.
  [
    [
      { op: "U", at: 1, sequence: 1, file: A, loadedAt: 1 },
      { op: "I", at: 0, sequence: 2, file: B, loadedAt: 2 },
    ],
    1,
  ],
  // Within one second, the sequence says which, and not the file.
  [
    [
      { op: "U", at: 1, sequence: 2, file: A, loadedAt: 1 },
      { op: "U", at: 1, sequence: 1, file: B, loadedAt: 2 },
    ],
    1,
  ],
  // A change, and not a row of the load, which may have it or not.
  [
    [
      { op: "I", at: 1, file: LOAD, loadedAt: 2 },
      { op: "U", at: 1, file: A, loadedAt: 1 },
    ],
    1,
  ],
  [
    [
      { op: "I", at: 1, sequence: 1, file: A, loadedAt: 1 },
      { op: "D", at: 1, sequence: 2, file: A, loadedAt: 1 },
    ],
  ],
  [
    [
      { op: "I", at: 1, sequence: 2, file: A, loadedAt: 1 },
      { op: "D", at: 1, sequence: 1, file: A, loadedAt: 2 },
    ],
    1,
  ],
  // The load was written again under its name.
  [
    [
      { op: "I", at: 1, file: LOAD, loadedAt: 1 },
      { op: "I", at: 1, file: LOAD, loadedAt: 2 },
    ],
    2,
  ],
];

/**
 * dbt's unit test of the order of changes, by which a table's current rows are found. Empty if its key has too few values to tell them apart.
 * The macro `sibling` finds the table by the test's name. https://docs.getdbt.com/docs/build/unit-tests
 */
export function orderTests(database: string, name: string, table: Table): object[] {
  const varied = table.key.find((column) => typeOf(table, column) !== "boolean");
  if (varied === undefined) return [];
  const keyOf = (number: number) =>
    Object.fromEntries(
      table.key.map((column) => [
        columnName([column]),
        keyValue(typeOf(table, column), column === varied ? number : 1),
      ]),
    );
  const given = RULES.flatMap(([changes], at) => changes.map((change) => ({ ...keyOf(at + 1), ...rowOf(change) })));
  const rows = RULES.flatMap(([, current], at) =>
    current === undefined ? [] : [{ ...keyOf(at + 1), _loaded_at: minute(current) }],
  );
  return [
    {
      name: `${modelName(database, name, "current").replace(/_current$/, "")}_order`,
      model: modelName(database, name, "current"),
      // In a unit test, dbt's graph has no sources, which is where the macro finds them. The rule does not depend on reloads.
      overrides: { macros: { described: described(table), last_reload: "null::timestamp_ntz" } },
      given: [{ input: `ref('${modelName(database, name, "cdc")}')`, rows: given }],
      expect: { rows },
    },
  ];
}

/** The key, as the macro `described` gives it: it has no other columns here. */
function described(table: Table): object {
  const key = table.key.map((column) => columnName([column]));
  const typeIn = (column: string) => sqlType(describeField(table.columns[column] ?? "text").type);
  return {
    columns: Object.fromEntries(table.key.map((column, at) => [key[at], { data_type: typeIn(column) }])),
    config: { meta: { key } },
  };
}

function rowOf({ op, at, sequence, file, loadedAt }: Change): object {
  return {
    _op: op,
    _source_at: minute(at),
    _sequence: sequence === undefined ? null : String(sequence).padStart(35, "0"),
    _file: `database/table/${file}`,
    _row: 1,
    _loaded_at: minute(loadedAt),
  };
}

function minute(number: number): string {
  return `2026-02-22 10:${String(number).padStart(2, "0")}:00`;
}

function typeOf({ columns }: Table, column: string): string {
  const field = columns[column];
  return field === undefined ? "text" : describeField(field).type;
}

/** The same number gives the same value of a type, another number another one. */
function keyValue(type: string, number: number): string | number | boolean {
  if (type === "boolean") return true;
  if (type === "date") return `2026-02-0${number}`;
  if (type === "timestamp") return minute(number);
  return type === "text" ? `key ${number}` : number;
}
