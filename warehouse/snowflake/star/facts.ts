import type { Made } from "../sql-file.ts";
import { list } from "../sql-text.ts";
import type { Target } from "../target.ts";
import { dateIn, UNKNOWN_DATE } from "./dates.ts";
import { dimensionIn, hashOf } from "./dimensions.ts";
import { createStream, madeStream, type TableStream } from "./landing.ts";
import { inputStream, inStar, rebuildStream, stagingOf, typedOf } from "./names.ts";
import { type FactTable, keyColumn, keyOf, type Reference, typeOf } from "./shape.ts";
import { addColumn, madeColumn } from "./staging.ts";
import { bringUpToDate, indent, keyIn, newestOf, select, UNKNOWN } from "./statements.ts";

export function factIn(target: Target, { source, table }: FactTable): string {
  return inStar(target, source.database, table);
}

/** The records of which the fact table does not know yet. */
function inputOf(target: Target, { source, table }: FactTable): TableStream {
  const name = inputStream(target, source, table);
  return { name, table: stagingOf(target, source), of: "inserts" };
}

/** The members that have changed since the fact table was told. Each fact table has streams of its own: a stream hands its rows over once. */
function membersOf(target: Target, { source, table }: FactTable, { dimension }: Reference): TableStream {
  const name = inStar(target, source.database, `${table}_${dimension.name}_stream`);
  return { name, table: dimensionIn(target, dimension), of: "changes" };
}

/** The keys of members, and of the day. */
export function referenceColumns({ references }: FactTable): { readonly name: string; readonly type: string }[] {
  return [
    ...references.map(({ dimension }) => ({ name: keyColumn(dimension), type: "VARCHAR" })),
    { name: "date_key", type: "NUMBER(8,0)" },
  ];
}

export function createFact(target: Target, fact: FactTable): string[] {
  const table = factIn(target, fact);
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (\n  ${list([`${keyColumn(fact)} VARCHAR`, "_key VARCHAR"])}\n)`,
    ...referenceColumns(fact).map(({ name, type }) => addColumn(table, name, type)),
    ...fact.columns.map((column) => addColumn(table, column.name, typeOf(target, column))),
    createStream(inputOf(target, fact)),
    ...fact.references.map((reference) => createStream(membersOf(target, fact, reference))),
  ];
}

/** The table holds nothing that staging does not, so it goes if it is no longer declared. */
export function madeFact(target: Target, fact: FactTable): Made[] {
  const table = factIn(target, fact);
  return [
    { kind: "table", name: table, undo: [`DROP TABLE IF EXISTS ${table}`] },
    ...referenceColumns(fact).map(({ name, type }) => madeColumn(table, name, type)),
    ...fact.columns.map((column) => madeColumn(table, column.name, typeOf(target, column))),
    madeStream(inputOf(target, fact)),
    ...fact.references.map((reference) => madeStream(membersOf(target, fact, reference))),
  ];
}

/** The streams whose rows the statement of `merge` reads. */
export function streamsOfMerge(target: Target, fact: FactTable): string[] {
  return [
    inputOf(target, fact).name,
    ...fact.references.map((reference) => membersOf(target, fact, reference).name),
    rebuildStream(target, fact.source.database, "merge"),
  ];
}

/**
 * Brings the facts with new records up to date, and those whose members have changed: a member that comes late, another version of it. Each
 * fact is computed from its newest record and the members as they are now.
 */
export function merge(target: Target, fact: FactTable): string[] {
  const names = [...referenceColumns(fact), ...fact.columns].map(({ name }) => name);
  const into = factIn(target, fact);
  const { source } = fact;
  return [
    // If all are computed again, those go that are of another table, or of a key that the contract had before.
    [
      `DELETE FROM ${into} WHERE EXISTS (SELECT 1 FROM ${rebuildStream(target, source.database, "merge")})`,
      `AND _key NOT IN (SELECT _key FROM ${stagingOf(target, source)})`,
    ].join("\n"),
    bringUpToDate({
      into,
      on: ["_key"],
      columns: [keyColumn(fact), ...names],
      rows: factRows(target, fact),
    }),
  ];
}

function factRows(target: Target, fact: FactTable): string {
  const newest = [
    `SELECT * FROM ${typedOf(target, fact.source)}`,
    `WHERE ${keyIn(changedKeys(target, fact))}`,
    newestOf("_key"),
  ];
  return [
    select([
      `${hashOf(target, keyOf(fact.source), fact.name, "f._key")} AS ${keyColumn(fact)}`,
      "f._key",
      ...fact.references.map(({ dimension }) => {
        const key = keyColumn(dimension);
        return `COALESCE(${aliasOf(dimension)}.${key}, ${UNKNOWN}) AS ${key}`;
      }),
      `COALESCE(day_of.date_key, ${UNKNOWN_DATE}) AS date_key`,
      ...fact.columns.map(({ name }) => `f.${name}`),
    ]),
    `FROM (\n${indent(newest.join("\n"))}\n) f`,
    ...fact.references.map((reference) => joinMember(target, fact, reference)),
    `LEFT JOIN ${dateIn(target, fact.source.database)} day_of ON day_of.day = f.${fact.at}::DATE`,
  ].join("\n");
}

/** Of a member of type 2, the version of the fact's time. */
function joinMember(target: Target, { at }: FactTable, { dimension, column, through }: Reference): string {
  const alias = aliasOf(dimension);
  const holder = through === undefined ? "f" : aliasOf(through);
  const conditions = [
    `${alias}.${dimension.key.name} = ${holder}.${column}`,
    ...(dimension.type === 2
      ? [`f.${at} >= ${alias}._from`, `(${alias}.valid_to IS NULL OR f.${at} < ${alias}.valid_to)`]
      : []),
  ];
  return `LEFT JOIN ${dimensionIn(target, dimension)} ${alias} ON ${conditions.join(" AND ")}`;
}

/** A dimension's name may be a reserved word. */
function aliasOf({ table }: { readonly table: string }): string {
  return table;
}

/** The natural keys of facts that may have changed. */
function changedKeys(target: Target, fact: FactTable): string {
  const { source, references } = fact;
  return [
    `SELECT _key FROM ${inputOf(target, fact).name}`,
    `UNION SELECT _key FROM ${stagingOf(target, source)} WHERE EXISTS (SELECT 1 FROM ${rebuildStream(target, source.database, "merge")})`,
    ...references.map((reference) => `UNION ${ofChangedMembers(target, fact, reference, references)}`),
  ].join("\n");
}

function ofChangedMembers(target: Target, fact: FactTable, reference: Reference, all: readonly Reference[]): string {
  const { dimension, column, through } = reference;
  const changed = `SELECT ${dimension.key.name} FROM ${membersOf(target, fact, reference).name}`;
  const facts = (own: string, members: string) =>
    `SELECT _key FROM ${typedOf(target, fact.source)} WHERE ${own} IN (${members})`;
  if (through === undefined) return facts(column, changed);
  const outer = all.find((each) => each.dimension === through && each.through === undefined);
  const members = `SELECT ${through.key.name} FROM ${dimensionIn(target, through)} WHERE ${column} IN (${changed})`;
  return facts(outer?.column ?? column, members);
}
