import type { ViewColumn } from "../views.ts";
import { columnsOf, type DimensionTable, type FactTable } from "./shape.ts";

/** A personal column that names a row of another table: with that row its value goes, too. */
export interface PersonalReference {
  readonly column: ViewColumn;
  /** What it names a member of. */
  readonly dimension: DimensionTable;
}

/** The personal columns of a fact's records by which it names members. */
export function personalReferences({ source, references }: FactTable): PersonalReference[] {
  const columns = columnsOf(source.table).filter(({ personal }) => personal !== undefined);
  return references
    .filter(({ through }) => through === undefined)
    .flatMap(({ dimension, column: named }) =>
      columns.filter(({ name }) => name === named).map((column) => ({ column, dimension })),
    );
}
