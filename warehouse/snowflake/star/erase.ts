import { inGovernance } from "../names.ts";
import { literal, pathIn } from "../sql-text.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { dimensionIn } from "./dimensions.ts";
import { factIn } from "./facts.ts";
import { controlsOf, landingOf, stagingOf } from "./names.ts";
import { personalReferences } from "./personal-references.ts";
import { type DimensionTable, dimensionsOf, type FactTable, factsOf, keyColumn } from "./shape.ts";
import { keyText } from "./staging.ts";
import { UNKNOWN } from "./statements.ts";

/** What is erased in one table. Each of its statements binds one value, the row's key as text. */
export interface Erasure {
  readonly table: string;
  /** `records`, `versions`, `facts`, … */
  readonly what: string;
  /** `FOUND` */
  readonly count: string;
  readonly erase: string;
}

/**
 * All that is known of a row, in the order in which it is erased. Of a member: facts that name it stay, with the unknown member in its place;
 * where the contract says that the column with its key is personal, the key goes from their records, too.
 */
export function erasures(target: Target, source: StreamedDatabase, table: StreamedTable): Erasure[] {
  const dimensions = dimensionsOf(source).filter((each) => each.source.name === table.name);
  const facts = factsOf(source);
  return [
    ...once(dimensions.flatMap((dimension) => facts.flatMap((fact) => ofReference(target, fact, dimension)))),
    ...dimensions.map((dimension) => deletion(dimensionIn(target, dimension), "members and versions", "_key = ?")),
    ...facts
      .filter((fact) => fact.source.name === table.name)
      .map((fact) => deletion(factIn(target, fact), "facts", "_key = ?")),
    deletion(stagingOf(target, table), "records", "_key = ?"),
    deletion(landingOf(target, table), "records", `${keyText(table)} = ?`),
  ];
}

/** What the source has counted with the row can no longer be compared; that it has counted stays known. The next control counts without the row. */
export function forgetControls(target: Target, { database, name }: StreamedTable): string {
  return `UPDATE ${controlsOf(target, database)} SET key_count = NULL, checksum = NULL WHERE source_table = ${literal(name)}`;
}

function ofReference(target: Target, fact: FactTable, dimension: DimensionTable): Erasure[] {
  if (!fact.references.some((each) => each.dimension.name === dimension.name)) return [];
  const key = keyColumn(dimension);
  const personal = personalReferences(fact).filter((each) => each.dimension.name === dimension.name);
  return [
    change(
      factIn(target, fact),
      "facts that name it",
      `${key} = ${UNKNOWN}`,
      `${key} IN (SELECT ${key} FROM ${dimensionIn(target, dimension)} WHERE _key = ?)`,
    ),
    ...personal.flatMap(({ column }) => ofRecords(target, fact.source, column)),
  ];
}

/** Several facts of a table may name a member by the same column of its records. */
function once(erasures: readonly Erasure[]): Erasure[] {
  return erasures.filter(({ erase }, index) => erasures.findIndex((each) => each.erase === erase) === index);
}

/** The hash of a record would let somebody try keys until one fits. */
function ofRecords(
  target: Target,
  source: StreamedTable,
  { name, field }: { readonly name: string; readonly field: string },
): Erasure[] {
  const hash = `${inGovernance(target, "pseudonym")}('erased', _content)`;
  return [
    change(stagingOf(target, source), "records that name it", `${name} = NULL, _content = ${hash}`, `${name} = ?`),
    change(
      landingOf(target, source),
      "records that name it",
      `src = OBJECT_DELETE(src::OBJECT, ${literal(field)})::VARIANT`,
      `${pathIn("src", [field])}::VARCHAR = ?`,
    ),
  ];
}

function deletion(table: string, what: string, where: string): Erasure {
  return { table, what, count: countOf(table, where), erase: `DELETE FROM ${table} WHERE ${where}` };
}

function change(table: string, what: string, set: string, where: string): Erasure {
  return { table, what, count: countOf(table, where), erase: `UPDATE ${table} SET ${set} WHERE ${where}` };
}

function countOf(table: string, where: string): string {
  return `SELECT COUNT(*) AS found FROM ${table} WHERE ${where}`;
}
