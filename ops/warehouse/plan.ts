import { createHash } from "node:crypto";
import { isSame, type LedgerEntry } from "../../warehouse/snowflake/ledger.ts";
import { type ReaderChange, readerChanges } from "../../warehouse/snowflake/reader-changes.ts";
import { type Made, type SqlFile, textOf } from "../../warehouse/snowflake/sql-file.ts";
import type { Ledger } from "./ledger.ts";

/** What an apply would do. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** Files that were applied and are no longer declared. */
  readonly gone: readonly string[];
  readonly readers: readonly ReaderChange[];
  /** What is no longer declared and will be removed, in this order. */
  readonly removes: readonly LedgerEntry[];
  /** What is no longer declared and stays, because it holds data. */
  readonly keeps: readonly LedgerEntry[];
  /** Pipes whose text changed. They stay as they are. */
  readonly pipes: readonly ChangedPipe[];
  /** Columns whose type changed. They are dropped and made anew, and filled from what is kept as text. */
  readonly retyped: readonly RetypedColumn[];
}

interface RetypedColumn {
  /** As the ledger has it, with what drops it. */
  readonly column: LedgerEntry;
  readonly now: string;
}

export interface PlannedFile {
  readonly file: SqlFile;
  readonly sha256: string;
  /** `waiting`: for views that dbt has not made yet. */
  readonly state: "new" | "changed" | "again" | "unchanged" | "waiting";
}

export interface ChangedPipe {
  readonly pipe: string;
  readonly before: string;
  readonly now: string;
}

interface Given {
  /** Pipes that the ledger has and Snowflake has no longer: these can be made anew. */
  readonly dropped: readonly string[];
  /** Views that dbt has not made yet: files that name them wait. */
  readonly missing?: readonly string[];
  /** Unchanged files run, too. */
  readonly all?: boolean;
}

export function makePlan(
  files: readonly SqlFile[],
  ledger: Ledger,
  { dropped, missing = [], all = false }: Given,
): Plan {
  const declared = files.flatMap(({ makes }) => makes);
  const undeclared = ledger.made
    .filter((entry) => !declared.some((made) => isSame(made, entry)))
    .filter((entry) => entry.kind !== "column" || declared.some(({ name }) => name === tableOf(entry)));
  const changed = changedPipes(files, ledger);
  const anew = changed.filter(({ pipe }) => dropped.includes(pipe));
  return {
    files: files.map((file) => {
      const planned = plannedFile(file, ledger, anew);
      if (file.needs?.some((view) => missing.includes(view))) return { ...planned, state: "waiting" };
      return all && planned.state === "unchanged" ? { ...planned, state: "again" } : planned;
    }),
    gone: ledger.applied.map(({ file }) => file).filter((name) => !files.some((file) => file.name === name)),
    readers: readerChanges(ledger.made, declared),
    removes: undeclared.filter(({ undo }) => undo.length > 0).toSorted(lastMadeFirst),
    keeps: undeclared.filter(({ undo }) => undo.length === 0),
    pipes: changed.filter((pipe) => !anew.includes(pipe)),
    retyped: retypedColumns(declared, ledger),
  };
}

/** A column of a table that is kept whole, because nothing declares it any more, stays with it. */
function tableOf({ name }: LedgerEntry): string {
  return name.split(".").slice(0, -1).join(".");
}

function retypedColumns(declared: readonly Made[], { made }: Ledger): RetypedColumn[] {
  return made.flatMap((column) => {
    const now = column.kind === "column" ? declared.find((each) => isSame(each, column))?.definition : undefined;
    return now === undefined || now === column.definition ? [] : [{ column, now }];
  });
}

/** Pipes that have another text than when they were made. */
export function changedPipes(files: readonly SqlFile[], { made }: Ledger): ChangedPipe[] {
  const declared = files.flatMap(({ makes }) => makes).filter(({ kind }) => kind === "pipe");
  return declared.flatMap((pipe) => {
    const before = made.find((entry) => isSame(entry, pipe))?.definition;
    const now = pipe.definition;
    return before === undefined || now === undefined || before === now ? [] : [{ pipe: pipe.name, before, now }];
  });
}

/** Whether nothing was applied before. */
export function isFirst({ files }: Plan): boolean {
  return files.every(({ state }) => state === "new" || state === "waiting");
}

/** Whether an apply would run nothing. */
export function isEmpty({ files, gone, removes }: Plan): boolean {
  return (
    files.every(({ state }) => state === "unchanged" || state === "waiting") &&
    gone.length === 0 &&
    removes.length === 0
  );
}

/** Grants on a pipe end with it, so files that name a pipe that is made anew run again. */
function plannedFile(file: SqlFile, { applied, made }: Ledger, anew: readonly ChangedPipe[]): PlannedFile {
  // What dbt's views show is not in the statements.
  const views = file.needs === undefined ? "" : JSON.stringify(file.makes);
  const sha256 = createHash("sha256")
    .update(`${textOf(file)}${views}`)
    .digest("hex");
  const known = applied.find((each) => each.file === file.name);
  const isAgain = anew.some(({ pipe }) => file.makes.some((each) => mentions(each, pipe)));
  if (known?.sha256 === sha256 && !isAgain) return { file, sha256, state: "unchanged" };
  // One that an apply did not finish has made something already.
  const isKnown = known !== undefined || made.some((entry) => entry.file === file.name);
  return { file, sha256, state: isKnown ? "changed" : "new" };
}

function mentions({ name }: Made, pipe: string): boolean {
  return name.split(" ").includes(pipe);
}

/** What depends on something else was made after it. */
function lastMadeFirst(one: LedgerEntry, other: LedgerEntry): number {
  if (one.file !== other.file) return one.file < other.file ? 1 : -1;
  return other.place - one.place;
}
