import { opens, type ReaderChange } from "../../warehouse/snowflake/reader-changes.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { procedureFor } from "./pipe-procedure.ts";
import type { Plan } from "./plan.ts";

/** @param stack that the user named */
export function planJson(plan: Plan, { environment, snowflake }: Target, stack: string): object {
  return {
    environment,
    database: snowflake.database,
    files: plan.files.map(({ file, state }) => ({ file: file.name, state, statements: file.statements.length })),
    gone: plan.gone,
    readers: readersJson(plan.readers),
    removes: plan.removes.map(({ kind, name, undo }) => ({ kind, name, undo })),
    keeps: plan.keeps.map(({ kind, name }) => ({ kind, name })),
    retyped: plan.retyped.map(({ column, now }) => ({ column: column.name, before: column.definition, now })),
    pipes: plan.pipes.map((pipe) => ({ pipe: pipe.pipe, procedure: procedureFor(pipe, stack) })),
  };
}

export function readersJson(changes: readonly ReaderChange[]): object[] {
  return changes.map((change) => ({ ...change, inClear: opens(change) }));
}
