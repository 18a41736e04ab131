import { inGovernance } from "../names.ts";
import { literal } from "../sql-text.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { inStar } from "./names.ts";
import { personalReferences } from "./personal-references.ts";
import { factsOf } from "./shape.ts";

/** Which rows were erased, and when: hashes of their keys as text. The owner alone may read it. */
export function erasedIn(target: Target, database: string): string {
  return inStar(target, database, "erased_keys");
}

export function createErased(target: Target, database: string): string {
  return `CREATE TABLE IF NOT EXISTS ${erasedIn(target, database)} (source_table VARCHAR, key_hash VARCHAR, erased_at TIMESTAMP_NTZ)`;
}

/** Writes that a row is erased now. Binds its key as text. */
export function recordErasedRow(target: Target, { database, name }: StreamedTable): string {
  return `INSERT INTO ${erasedIn(target, database)} (source_table, key_hash, erased_at) SELECT ${literal(name)}, SHA2(?, 256), SYSDATE()`;
}

/**
 * Records `r` of a table, without those of erased rows and without what names one, if they were read before it was erased: a stream hands over rows
 * that were deleted since, and files come late.
 * @param columns of the records beside `_content`
 */
export function withoutErased(
  target: Target,
  source: StreamedDatabase,
  table: StreamedTable,
  { columns, records }: { readonly columns: readonly string[]; readonly records: string },
): string {
  const references = referencesOf(source, table);
  const join = (as: string, of: string, key: string) =>
    `LEFT JOIN ${erasedIn(target, table.database)} ${as} ON ${as}.source_table = ${literal(of)} AND ${as}.key_hash = SHA2(r.${key}, 256) AND r._extracted_at <= ${as}.erased_at`;
  const named = references.map(({ as }) => `${as}.key_hash IS NOT NULL`).join(" OR ");
  // The hash of a record would let somebody try keys until one fits.
  const content =
    named === ""
      ? "r._content AS _content"
      : `IFF(${named}, ${inGovernance(target, "pseudonym")}('erased', r._content), r._content) AS _content`;
  const value = (name: string) => {
    const kept = references.filter(({ column }) => column === name).map(({ as }) => `${as}.key_hash IS NULL`);
    return kept.length === 0 ? `r.${name} AS ${name}` : `IFF(${kept.join(" AND ")}, r.${name}, NULL) AS ${name}`;
  };
  return [
    `SELECT ${[content, ...columns.map(value)].join(",\n  ")}`,
    `FROM (\n${records}\n) r`,
    join("own", table.name, "_key"),
    ...references.map(({ as, of, column }) => join(as, of, column)),
    "WHERE own.key_hash IS NULL",
  ].join("\n");
}

interface NamedRow {
  readonly column: string;
  /** The table of the row. */
  readonly of: string;
  /** The alias of its join. */
  readonly as: string;
}

/** The personal columns of a table that name rows, each with the tables of these rows, however many facts name them. */
function referencesOf(source: StreamedDatabase, table: StreamedTable): NamedRow[] {
  const facts = factsOf(source).filter((fact) => fact.source.name === table.name);
  return facts
    .flatMap(personalReferences)
    .map(({ column, dimension }) => ({ column: column.name, of: dimension.source.name }))
    .filter((each, index, all) => all.findIndex(({ column, of }) => column === each.column && of === each.of) === index)
    .map((each, index) => ({ ...each, as: `named_${index + 1}` }));
}
