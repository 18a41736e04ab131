import { DATE_VIEW, starViewNames } from "../../../contracts/star-views.ts";
import { fileName, schemaOf } from "../names.ts";
import {
  createReaderView,
  madeReaderView,
  plain,
  type ReaderColumn,
  type ReaderView,
  readerColumn,
} from "../reader-view.ts";
import type { SqlFile } from "../sql-file.ts";
import { list } from "../sql-text.ts";
import type { StreamedDatabase, Target } from "../target.ts";
import type { ViewColumn } from "../views.ts";
import { DATE_COLUMNS, dateIn } from "./dates.ts";
import { dimensionIn } from "./dimensions.ts";
import { factIn, referenceColumns } from "./facts.ts";
import { type DimensionTable, dimensionsOf, type FactTable, factsOf, keyColumn, typeOf } from "./shape.ts";

/** The views of a star, which readers see: personal values hidden by their tags, and no column that only clearwell needs. */
export function starViews(target: Target, source: StreamedDatabase): SqlFile {
  const views = viewsOfStar(target, source);
  return {
    name: `460_${fileName(source.database, "star_views")}.sql`,
    statements: views.map(createReaderView),
    makes: views.map(madeReaderView),
  };
}

export function viewsOfStar(target: Target, source: StreamedDatabase): ReaderView[] {
  const { database } = source;
  const view = (name: string, table: string, columns: readonly ReaderColumn[]): ReaderView => ({
    name: `${schemaOf(target, "analytics", database)}.${name}`,
    columns,
    from: `SELECT ${list(columns.map((column) => column.name))}\nFROM ${table}`,
  });
  return starViewNames(source.star).length === 0
    ? []
    : [
        view(
          DATE_VIEW,
          dateIn(target, database),
          DATE_COLUMNS.map(({ name, type }) => plain(name, type)),
        ),
        ...dimensionsOf(source).map((each) => view(each.table, dimensionIn(target, each), ofDimension(target, each))),
        ...factsOf(source).map((each) => view(each.table, factIn(target, each), ofFact(target, each))),
      ];
}

function ofDimension(target: Target, dimension: DimensionTable): ReaderColumn[] {
  return [
    plain(keyColumn(dimension), "VARCHAR"),
    ...dimension.columns.map((column) => ofContract(target, column)),
    ...(dimension.type === 2
      ? [plain("valid_from", "TIMESTAMP_NTZ"), plain("valid_to", "TIMESTAMP_NTZ"), plain("is_current", "BOOLEAN")]
      : []),
  ];
}

function ofFact(target: Target, fact: FactTable): ReaderColumn[] {
  return [
    plain(keyColumn(fact), "VARCHAR"),
    ...referenceColumns(fact).map(({ name, type }) => plain(name, type)),
    ...fact.columns.map((column) => ofContract(target, column)),
  ];
}

function ofContract(target: Target, column: ViewColumn): ReaderColumn {
  const { name, personal } = column;
  const type = typeOf(target, column);
  // With the type, so that the view is made again when it changes: Snowflake refuses one whose column has another type than when it was made.
  return readerColumn(target, { name, type, personal, value: `${name}::${type}` });
}
