import { inOperations, OPERATIONS } from "./names.ts";
import type { Made, MadeColumn, MadeKind, SqlFile } from "./sql-file.ts";
import { literal } from "./sql-text.ts";
import type { Target } from "./target.ts";

// The ledger says which files were applied, and what they made. It is kept in Snowflake, beside what it is about.

type Named = Pick<Target, "snowflake">;

/** A file that was applied to its end. */
export interface Applied {
  readonly file: string;
  /** Of its text, as hexadecimal digits. */
  readonly sha256: string;
}

/** Something that a file made, at its place among what that file makes. */
export interface LedgerEntry extends Made {
  readonly file: string;
  readonly place: number;
}

/** Before everything else: file 010 makes the same schema. */
export function createLedger(target: Named): string[] {
  return [
    `CREATE SCHEMA IF NOT EXISTS ${target.snowflake.database}.${OPERATIONS} WITH MANAGED ACCESS`,
    `CREATE TABLE IF NOT EXISTS ${inOperations(target, "applied")} (file VARCHAR, sha256 VARCHAR, applied_at TIMESTAMP_NTZ)`,
    [
      `CREATE TABLE IF NOT EXISTS ${inOperations(target, "made")}`,
      "(kind VARCHAR, name VARCHAR, file VARCHAR, place NUMBER, undo VARCHAR, view_columns VARCHAR, definition VARCHAR)",
    ].join(" "),
  ];
}

/** Fails if the database does not exist or may not be seen. No row: nothing was ever applied. */
export function findLedger({ snowflake }: Named): string {
  return `SHOW TABLES LIKE 'MADE' IN DATABASE ${snowflake.database}`;
}

export function readApplied(target: Named): string {
  return `SELECT file, sha256 FROM ${inOperations(target, "applied")}`;
}

export function appliedIn(rows: readonly Record<string, unknown>[]): Applied[] {
  return rows.map(({ FILE, SHA256 }) => ({ file: String(FILE), sha256: String(SHA256) }));
}

export function readMade(target: Named): string {
  return `SELECT kind, name, file, place, undo, view_columns, definition FROM ${inOperations(target, "made")}`;
}

export function madeIn(rows: readonly Record<string, unknown>[]): LedgerEntry[] {
  return rows.map(({ KIND, NAME, FILE, PLACE, UNDO, VIEW_COLUMNS, DEFINITION }) => ({
    kind: String(KIND) as MadeKind,
    name: String(NAME),
    file: String(FILE),
    place: Number(PLACE),
    undo: JSON.parse(String(UNDO)) as string[],
    ...(typeof VIEW_COLUMNS === "string" ? { columns: JSON.parse(VIEW_COLUMNS) as MadeColumn[] } : {}),
    ...(typeof DEFINITION === "string" ? { definition: DEFINITION } : {}),
  }));
}

/** What the ledger has before an apply. */
interface Known {
  readonly applied: readonly Applied[];
  readonly made: readonly Made[];
}

/**
 * Before a file's first statement: until its last, the file counts as not applied, and what it may make is known already, so that it can
 * be removed after an apply that was interrupted. Its columns are not: readers have not seen them yet.
 */
export function beginFile(target: Named, file: SqlFile, known: Known): string[] {
  const entries = entriesOf(file).filter((made) => !isKnown(known, made));
  return [
    ...(known.applied.some((each) => each.file === file.name) ? [forgetFile(target, file.name)] : []),
    ...insertMade(target, entries.map(withoutColumns)),
  ];
}

/** After a file's last statement. What is new and has no columns is already there. */
export function endFile(target: Named, file: SqlFile, sha256: string, known: Known): string[] {
  const entries = entriesOf(file).filter((made) => isKnown(known, made) || made.columns !== undefined);
  return [
    ...(entries.length === 0 ? [] : ["BEGIN", deleteMade(target, entries), ...insertMade(target, entries), "COMMIT"]),
    `INSERT INTO ${inOperations(target, "applied")} SELECT ${literal(file.name)}, ${literal(sha256)}, SYSDATE()`,
  ];
}

/** The file counts as not applied. */
export function forgetFile(target: Named, file: string): string {
  return `DELETE FROM ${inOperations(target, "applied")} WHERE file = ${literal(file)}`;
}

/** After it was removed. */
export function forgetMade(target: Named, made: Made): string {
  return deleteMade(target, [made]);
}

export function isSame(one: Made, other: Made): boolean {
  return one.kind === other.kind && one.name === other.name;
}

function entriesOf(file: SqlFile): LedgerEntry[] {
  return file.makes.map((made, place) => ({ ...made, file: file.name, place }));
}

function isKnown({ made }: Known, one: Made): boolean {
  return made.some((each) => isSame(each, one));
}

function withoutColumns(entry: LedgerEntry): LedgerEntry {
  const made = { ...entry };
  delete made.columns;
  return made;
}

function deleteMade(target: Named, made: readonly Made[]): string {
  const each = made.map(({ kind, name }) => `(kind = ${literal(kind)} AND name = ${literal(name)})`);
  return `DELETE FROM ${inOperations(target, "made")} WHERE ${each.join("\n  OR ")}`;
}

/** `INSERT … VALUES` takes 16,384 rows, more than any file makes. https://docs.snowflake.com/en/sql-reference/sql/insert */
function insertMade(target: Named, entries: readonly LedgerEntry[]): string[] {
  if (entries.length === 0) return [];
  const rows = entries.map(({ kind, name, file, place, undo, columns, definition }) => {
    const texts = [literal(kind), literal(name), literal(file), String(place), literal(JSON.stringify(undo))];
    return `(${[...texts, optional(columns && JSON.stringify(columns)), optional(definition)].join(", ")})`;
  });
  return [
    `INSERT INTO ${inOperations(target, "made")} (kind, name, file, place, undo, view_columns, definition) VALUES\n${rows.join(",\n")}`,
  ];
}

function optional(text: string | undefined): string {
  return text === undefined ? "NULL" : literal(text);
}
