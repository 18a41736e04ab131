import { checkColumns, checkTableNames } from "./check-columns.ts";
import { checkField } from "./check-field.ts";
import { checkLob } from "./check-lob.ts";
import { columnName } from "./columns.ts";
import { isKey } from "./field.ts";
import { listedFields } from "./listed-fields.ts";
import { checkPersonalNames } from "./personal-names.ts";
import type { Problem } from "./problem.ts";
import type { Warehouse } from "./reserved-words.ts";
import type { Tables } from "./source.ts";
import type { Table } from "./table.ts";

/** Every problem of a source's tables that the types can't see. `where` is `<table>.<column>`. */
export function checkTables(tables: Tables, warehouses: readonly Warehouse[]): Problem[] {
  const named = Object.entries(tables);
  return [
    ...checkTableNames(named.map(([name]) => name)),
    ...named.flatMap(([name, table]) => [
      ...checkName(name, "table"),
      ...checkTable(table, warehouses).map(({ where, ...rest }) => ({
        where: [name || "(no name)", where].filter(Boolean).join("."),
        ...rest,
      })),
    ]),
  ];
}

function checkTable(table: Table, warehouses: readonly Warehouse[]): Problem[] {
  const { columns } = table;
  return [
    ...checkKey(table),
    ...checkUpdatedAt(table),
    ...checkLob(table),
    ...Object.entries(columns).flatMap(([name, column]) => [
      ...checkName(name, "column"),
      ...checkColumn(name, column),
      ...checkNameOfDbt(name),
    ]),
    ...checkColumns(columns, [], warehouses),
    ...checkPersonalNames(columns),
  ];
}

function checkKey({ key, columns }: Table): Problem[] {
  if (key.length === 0) {
    return [{ where: "key", problem: "a table without a key", remedy: "name the columns of its primary key" }];
  }
  const absent = key.filter((name) => !Object.hasOwn(columns, name));
  return [
    ...absent.map((name) => ({
      where: "key",
      problem: `${name} is not one of its columns`,
      remedy: "list the column",
    })),
    ...(new Set(key).size === key.length
      ? []
      : [{ where: "key", problem: "names a column twice", remedy: "name each once" }]),
  ];
}

function checkUpdatedAt({ updatedAt, columns }: Table): Problem[] {
  if (updatedAt === undefined) return [];
  const [field] = listedFields(Object.hasOwn(columns, updatedAt) ? { [updatedAt]: columns[updatedAt] ?? "text" } : {});
  if (field?.type === "timestamp") return [];
  const problem = field === undefined ? `${updatedAt} is not one of its columns` : `${updatedAt} is not a timestamp`;
  return [{ where: "updatedAt", problem, remedy: "name the column with the time of a row's last change" }];
}

function checkColumn(where: string, column: unknown): Problem[] {
  if (column === true || column === "key" || isKey(column)) {
    const problem = "a column of a table without a type";
    return [{ where, problem, remedy: 'write its type, such as "text"; `key`, next to `columns`, names the key' }];
  }
  return checkField(where, column, false);
}

/** Columns that dbt's tables and views of a table have beside its own, and the one of every external table. */
const COLUMNS_OF_DBT = ["_version", "_day", "_valid_from", "_valid_to", "_written_at", "_next", "value"];

function checkNameOfDbt(where: string): Problem[] {
  const column = columnName([where]);
  if (!COLUMNS_OF_DBT.includes(column)) return [];
  const problem = `${column} is a column that dbt's tables have themselves`;
  return [{ where, problem, remedy: "leave it out, or give it another name at the source" }];
}

function checkName(name: string, what: "table" | "column"): Problem[] {
  if (name !== "" && name.trim() === name) return [];
  const problem = name === "" ? `a ${what} without a name` : "the name starts or ends with a space";
  return [{ where: name || "(no name)", problem, remedy: `write the ${what}'s name in the database` }];
}
