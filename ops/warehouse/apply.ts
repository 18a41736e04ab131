import { UserError } from "../../command/user-error.ts";
import {
  beginFile,
  createLedger,
  endFile,
  forgetFile,
  forgetMade,
  type LedgerEntry,
} from "../../warehouse/snowflake/ledger.ts";
import { ofShare } from "../../warehouse/snowflake/reader-changes.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { SnowflakeError, type Warehouse } from "./connection.ts";
import { exists } from "./exists.ts";
import { said } from "./explain.ts";
import type { Ledger } from "./ledger.ts";
import type { Plan, PlannedFile } from "./plan.ts";

/** What an apply did. */
export interface Done {
  /** Names of files, in the order in which they ran. */
  readonly applied: readonly string[];
  readonly statements: number;
  /** `view X`, `grant Y`. */
  readonly removed: readonly string[];
}

/**
 * Runs the files that changed, then removes what is no longer declared. It can be interrupted: the next apply continues.
 * @throws UserError at the first statement that fails
 */
export async function applyPlan(
  warehouse: Warehouse,
  { target, plan, ledger }: { readonly target: Target; readonly plan: Plan; readonly ledger: Ledger },
  step: (what: string) => void,
): Promise<Done> {
  const files = filesToRun(plan);
  const run = (statements: readonly string[]) => inOrder(warehouse, statements);
  const removeAll = async (entries: readonly LedgerEntry[]) => {
    for (const entry of entries) {
      await remove(warehouse, entry);
      await run([forgetMade(target, entry)]);
      step(`removed ${entry.kind} ${entry.name}`);
    }
  };
  if (files.length > 0) await run(createLedger(target));
  // Consumers lose what is taken from them before a share gains anything.
  await removeAll(plan.removes.filter(ofShare));
  // Before the file that adds it with its new type: an older column of the same name would stay as it is.
  for (const { column } of plan.retyped) {
    await remove(warehouse, column);
    step(`dropped ${column.name}, to be made with another type`);
  }
  for (const each of files) {
    await run(beginFile(target, each.file, ledger));
    await runFile(warehouse, each);
    if (!isHeldBack(plan, each)) await run(endFile(target, each.file, each.sha256, ledger));
    step(each.file.name);
  }
  // Without this, the same file would later count as unchanged, while what it made is gone.
  for (const name of plan.gone) await run([forgetFile(target, name)]);
  await removeAll(plan.removes.filter((entry) => !ofShare(entry)));
  await forgetDropped(warehouse, target, plan);
  return {
    applied: files.map(({ file }) => file.name),
    statements: files.reduce((sum, { file }) => sum + file.statements.length, 0),
    removed: plan.removes.map(({ kind, name }) => `${kind} ${name}`),
  };
}

export function filesToRun({ files }: Plan): readonly PlannedFile[] {
  return files.filter(({ state }) => state !== "unchanged" && state !== "waiting");
}

/** A file with a pipe whose text changed counts as not applied until that pipe is made anew. */
function isHeldBack({ pipes }: Plan, { file }: PlannedFile): boolean {
  return file.makes.some(({ kind, name }) => kind === "pipe" && pipes.some(({ pipe }) => pipe === name));
}

async function runFile(warehouse: Warehouse, { file }: PlannedFile): Promise<void> {
  for (const [at, statement] of file.statements.entries()) {
    try {
      await warehouse.query(statement);
    } catch (error) {
      if (!(error instanceof SnowflakeError)) throw error;
      const where = `${file.name}, statement ${at + 1} of ${file.statements.length}`;
      throw new UserError(
        [
          `${where} failed: ${firstLine(statement)}`,
          said(error),
          "The files before it are applied. After the cause is gone, apply again: it continues with this file.",
        ].join("\n"),
        1,
        { cause: error },
      );
    }
  }
}

/** What somebody has dropped already need not be removed. */
async function remove(warehouse: Warehouse, { kind, name, undo }: Plan["removes"][number]): Promise<void> {
  try {
    await inOrder(warehouse, undo);
  } catch (error) {
    if (!(error instanceof SnowflakeError)) throw error;
    if (error.isMissing) return;
    throw new UserError(`${kind} ${name} is no longer declared and can't be removed. ${said(error)}`, 1, {
      cause: error,
    });
  }
}

/** Tables that were kept, and that somebody has dropped since. */
async function forgetDropped(warehouse: Warehouse, target: Target, { keeps }: Plan): Promise<void> {
  for (const entry of keeps) {
    if (!(await exists(warehouse, "TABLES", entry.name))) await warehouse.query(forgetMade(target, entry));
  }
}

async function inOrder(warehouse: Warehouse, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await warehouse.query(statement);
}

function firstLine(statement: string): string {
  return statement.split("\n")[0] ?? "";
}
