import { arrayOf, columnName, columnOf, TECHNICAL_COLUMNS } from "./columns.ts";
import type { Contract } from "./contract.ts";
import { type ListedField, listedFields, pathText } from "./listed-fields.ts";
import type { Problem } from "./problem.ts";
import { NAME_RULES, type Warehouse } from "./reserved-words.ts";

const REMEDY = "leave it out, or give it another name at the source";

/**
 * Fields that a warehouse can't hold: two that would be one column, a reserved word, one of clearwell's columns, a long name.
 * `where` is the path inside the contract.
 * @param passing columns that pass without being listed, such as the key
 */
export function checkColumns(
  contract: Contract,
  passing: readonly string[],
  warehouses: readonly Warehouse[],
): Problem[] {
  const fields = listedFields(contract);
  const listed = fields.map((field) => ({
    path: pathText(field.path),
    table: arrayOf(field),
    column: columnOf(field),
  }));
  const unlisted = passing.filter((name) => !listed.some(({ path }) => path === name));
  const passed = unlisted.map((name) => ({ path: name, table: "", column: columnName([name]) }));
  return [
    ...sameColumns([...passed, ...listed]),
    ...fields.flatMap((field) => [...technical(field), ...reserved(field, warehouses), ...tooLong(field, warehouses)]),
  ];
}

/** Names of collections, tables or databases that a warehouse can't distinguish. */
export function checkTableNames(names: readonly string[]): Problem[] {
  const problem = "a warehouse can't distinguish their names";
  const columns = names.map((name) => ({ path: name, table: "", column: columnName([name]) }));
  return sameColumns(columns).map(({ where }) => ({ where, problem, remedy: "list one of them" }));
}

interface Column {
  /** As the contract writes it. */
  readonly path: string;
  /** Columns of an array are in another table than those of the collection. */
  readonly table: string;
  readonly column: string;
}

function sameColumns(columns: readonly Column[]): Problem[] {
  const groups = new Map<string, Column[]>();
  for (const each of columns) {
    const name = `${each.table}\n${each.column}`;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      where: [...new Set(group.map(({ path }) => path))].join(", "),
      problem: `would be the same column of a warehouse, ${group[0]?.column}`,
      remedy: "list one of them",
    }));
}

function technical(field: ListedField): Problem[] {
  const column = columnOf(field);
  if (!TECHNICAL_COLUMNS.some((name) => name === column)) return [];
  const problem = `${column} is a column that clearwell adds to every table of a warehouse`;
  return [{ where: pathText(field.path), problem, remedy: REMEDY }];
}

function reserved(field: ListedField, warehouses: readonly Warehouse[]): Problem[] {
  const column = columnOf(field);
  const by = warehouses.map((each) => NAME_RULES[each]).filter(({ words }) => words.has(column));
  if (by.length === 0) return [];
  const problem = `${column} is a reserved word of ${by.map(({ title }) => title).join(" and ")}`;
  return [{ where: pathText(field.path), problem, remedy: REMEDY }];
}

function tooLong(field: ListedField, warehouses: readonly Warehouse[]): Problem[] {
  const column = columnOf(field);
  const rules = warehouses.map((each) => NAME_RULES[each]).find(({ maxLength }) => column.length > maxLength);
  if (rules === undefined) return [];
  const problem = `its column's name has ${column.length} characters, ${rules.title} allows ${rules.maxLength}`;
  return [{ where: pathText(field.path), problem, remedy: "leave it out, or list a shallower field" }];
}
