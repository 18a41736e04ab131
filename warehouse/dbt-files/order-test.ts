import { columnName } from "../../contracts/columns.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import type { Table } from "../../contracts/table.ts";
import { sqlType } from "../snowflake/types.ts";
import { type ModelKind, modelName } from "./names.ts";
import { type Change, RULES } from "./order-rules.ts";

/** What is about one key: a rule, and the key's columns. */
interface Case {
  readonly changes: readonly Change[];
  readonly key: object;
}

/**
 * dbt's unit tests of the order of changes, by which a table's current rows and the versions in its history are found. Each rule has a key of its own, so a table
 * whose key has few values has several tests. The macro `sibling` finds the table by a test's name, up to its last `_`.
 * https://docs.getdbt.com/docs/build/unit-tests
 */
export function orderTests(database: string, name: string, table: Table): object[] {
  const test = (called: string, kind: ModelKind, cases: readonly Case[], rows: readonly object[]) => ({
    name: modelName(database, name, kind).replace(new RegExp(`${kind}$`), called),
    model: modelName(database, name, kind),
    // In a unit test, dbt's graph has no sources, which is where the macro finds them. The rule does not depend on reloads.
    overrides: { macros: { described: described(table), last_reload: "null::timestamp_ntz" } },
    given: [
      {
        input: `ref('${modelName(database, name, "cdc")}')`,
        rows: cases.flatMap(({ changes, key }) => changes.map((change) => ({ ...key, ...rowOf(change) })).toReversed()),
      },
    ],
    expect: { rows },
  });
  return casesOf(table).flatMap((cases, at) => {
    const number = at === 0 ? "" : String(at + 1);
    return [
      test(`order${number}`, "current", cases, cases.flatMap(currentRow)),
      test(`versions${number}`, "history", cases, cases.flatMap(versions)),
    ];
  });
}

/** The last change, unless it is a delete. */
function currentRow({ changes, key }: Case): object[] {
  const last = changes.at(-1);
  return last === undefined || last.op === "D" ? [] : [{ ...key, _loaded_at: minute(last.loadedAt) }];
}

function versions({ changes, key }: Case): object[] {
  const begins = changes.map(({ at, from = at }) => minute(from));
  const all = changes.map(({ op }, at) => {
    return { ...key, _op: op, _valid_from: begins[at], _valid_to: begins[at + 1] ?? null };
  });
  return all.filter(({ _op }) => _op !== "D");
}

/** The rules with a key each, in as many tests as keys can be told apart. */
function casesOf(table: Table): Case[][] {
  const isVaried = table.key.some((column) => typeOf(table, column) !== "boolean");
  const keys = isVaried ? RULES.length : 2 ** table.key.length;
  const tests = Math.ceil(RULES.length / keys);
  return Array.from({ length: tests }, (_, test) =>
    RULES.slice(test * keys, (test + 1) * keys).map((changes, at) => ({ changes, key: keyOf(table, at) })),
  );
}

/** The columns of a key: of booleans, the digits of its number. */
function keyOf(table: Table, number: number): object {
  const booleans = table.key.filter((column) => typeOf(table, column) === "boolean");
  return Object.fromEntries(
    table.key.map((column) => {
      const isOne = Math.floor(number / 2 ** booleans.indexOf(column)) % 2 === 1;
      return [columnName([column]), keyValue(typeOf(table, column), number + 1, isOne)];
    }),
  );
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
function keyValue(type: string, number: number, isOne: boolean): string | number | boolean {
  if (type === "boolean") return isOne;
  if (type === "date") return `2026-02-0${number}`;
  if (type === "timestamp") return minute(number);
  return type === "text" ? `key ${number}` : number;
}
