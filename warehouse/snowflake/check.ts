import { columnName } from "../../contracts/columns.ts";
import type { Contract } from "../../contracts/contract.ts";
import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import { type CollectionViews, type View, viewsOf } from "./views.ts";

/** Collections whose views Snowflake can't hold, beside what the check of the contracts finds. `where` begins with the database. */
export function checkViews(sources: Sources): Problem[] {
  return Object.entries(sources).flatMap(([database, source]) =>
    source.engine === "mongodb" ? checkCollections(database, source.collections) : [],
  );
}

function checkCollections(database: string, contracts: Readonly<Record<string, Contract>>): Problem[] {
  const all = Object.entries(contracts).map(([name, contract]) => ({ name, found: viewsOf(name, contract) }));
  const views = all.flatMap(({ name, found }) =>
    found.views.map((view) => ({ where: whereOf(name, view), name: view.name })),
  );
  return [
    ...twice(views).map(({ where, name }) => ({
      where: `${database}.${where}`,
      problem: `would be the same view of Snowflake, ${name}`,
      remedy: 'list one of them, or keep the array whole: "json"',
    })),
    ...all.flatMap(({ name, found }) =>
      found.views.flatMap((view) =>
        checkView(found, view).map((problem) => ({ ...problem, where: `${database}.${name}.${problem.where}` })),
      ),
    ),
  ];
}

/** Two columns of one name. Two fields of one name are the contract check's to find, and so is a field named as one of clearwell's columns. */
function checkView({ key }: CollectionViews, { arrays, columns }: View): Problem[] {
  if (arrays.length === 0) return [];
  const all = [
    ...key.map(({ name, field }) => ({ name, where: field, isPlain: false })),
    ...arrays.map(({ position, field }) => ({ name: position, where: field, isPlain: false })),
    ...columns.map(({ name, field, path }) => ({ name, where: field, isPlain: name === columnName(path) })),
  ];
  return twice(all.map(({ name, where }) => ({ name, where })))
    .filter(({ name }) => all.some((each) => each.name === name && !each.isPlain))
    .map(({ name, where }) => ({
      where,
      problem: `would be the same column of Snowflake, ${name}`,
      remedy: "leave the field out, or give it another name at the source",
    }));
}

function whereOf(collection: string, { arrays }: View): string {
  const array = arrays.at(-1);
  return array === undefined ? collection : `${collection}.${array.field}`;
}

/** Names that occur more than once, each with all the places. */
function twice(named: readonly Named[]): Named[] {
  const groups = new Map<string, string[]>();
  for (const { name, where } of named) groups.set(name, [...(groups.get(name) ?? []), where]);
  return [...groups].flatMap(([name, places]) => (places.length < 2 ? [] : [{ name, where: places.join(", ") }]));
}

interface Named {
  readonly name: string;
  readonly where: string;
}
