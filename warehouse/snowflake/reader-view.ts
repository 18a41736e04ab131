import type { Personal } from "../../contracts/field.ts";
import { inGovernance } from "./names.ts";
import type { Made, MadeColumn } from "./sql-file.ts";
import { list } from "./sql-text.ts";
import type { Target } from "./target.ts";

/** A view that readers see, column by column. */
export interface ReaderView {
  readonly name: string;
  readonly columns: readonly ReaderColumn[];
  /** The query that the view's columns are read from. */
  readonly from: string;
}

export interface ReaderColumn extends MadeColumn {
  /** `WITH TAG (…)`; empty if every reader sees it. */
  readonly tag: string;
  readonly value: string;
}

/** A column that is hidden by its tag, if it is personal. */
export function readerColumn(
  target: Target,
  { name, type, personal, value }: Pick<ReaderColumn, "name" | "type" | "value"> & { personal?: Personal | undefined },
): ReaderColumn {
  if (personal === undefined) return { name, type, tag: "", value };
  return {
    name,
    type,
    personal: `${personal.tag} ${personal.kind}`,
    tag: ` WITH TAG (${inGovernance(target, personal.tag)} = '${personal.kind}')`,
    value,
  };
}

/** A column that every reader sees, as the query has it. */
export function plain(name: string, type: string): ReaderColumn {
  return { name, type, tag: "", value: name };
}

/** The tags stand in the statement that makes the view, so that no reader sees it without its masks. */
export function createReaderView({ name, columns, from }: ReaderView): string {
  return [
    `CREATE OR REPLACE SECURE VIEW ${name} (`,
    `  ${list(columns.map((column) => `${column.name}${column.tag}`))}`,
    ") COPY GRANTS AS",
    "SELECT",
    `  ${list(columns.map(({ value }) => value))}`,
    `FROM (\n${from.replace(/^/gm, "  ")}\n)`,
  ].join("\n");
}

export function madeReaderView({ name, columns }: ReaderView): Made {
  return {
    kind: "view",
    name,
    undo: [`DROP VIEW IF EXISTS ${name}`],
    columns: columns.map(({ name: column, type, personal }) => ({
      name: column,
      type,
      ...(personal === undefined ? {} : { personal }),
    })),
  };
}
