import { throughOf } from "../../../contracts/check-star.ts";
import { columnName } from "../../../contracts/columns.ts";
import { describeField } from "../../../contracts/listed-fields.ts";
import { dimensionView, factView } from "../../../contracts/star-views.ts";
import type { WatermarkTable } from "../../../contracts/watermark-table.ts";
import { maskScale } from "../governance.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { sqlTypeOf } from "../values.ts";
import type { ViewColumn } from "../views.ts";

/** A dimension as a table: `dim_customer`. */
export interface DimensionTable {
  /** `customer` */
  readonly name: string;
  /** `dim_customer`, of the table and of the view for readers. */
  readonly table: string;
  readonly type: 1 | 2;
  readonly source: StreamedTable;
  /** The natural key. It is among the columns. */
  readonly key: ViewColumn;
  /** Those of the contract. A version of type 2 has its time in `valid_from`. */
  readonly columns: readonly ViewColumn[];
}

/** A fact as a table: `fact_transaction`. */
export interface FactTable {
  readonly name: string;
  readonly table: string;
  readonly source: StreamedTable;
  readonly at: string;
  readonly references: readonly Reference[];
  /** Those of the contract, without the ones that name members: their keys stand for them. */
  readonly columns: readonly ViewColumn[];
}

/** How a fact finds a member. */
export interface Reference {
  readonly dimension: DimensionTable;
  /** The column with the member's natural key: the fact's, or of the dimension that leads to it. */
  readonly column: string;
  readonly through?: DimensionTable;
}

/** The listed columns of a table. */
export function columnsOf({ columns }: WatermarkTable): ViewColumn[] {
  return Object.entries(columns).map(([name, field]) => {
    const { type, personal } = describeField(field);
    return {
      name: columnName([name]),
      path: [name],
      field: name,
      type,
      ...(personal === undefined ? {} : { personal }),
    };
  });
}

/** The columns of a table's key, in order. */
export function keyOf({ table }: StreamedTable): ViewColumn[] {
  const columns = columnsOf(table);
  return table.key.flatMap((name) => columns.filter(({ field }) => field === name));
}

export function dimensionsOf({ star, tables }: Pick<StreamedDatabase, "star" | "tables">): DimensionTable[] {
  return Object.entries(star.dimensions).flatMap(([name, { table, type }]) =>
    sourcesNamed(tables, table).flatMap((source) =>
      keyOf(source)
        .slice(0, 1)
        .map((key) => ({
          name,
          table: dimensionView(name),
          type,
          source,
          key,
          columns: columnsOf(source.table).filter(({ field }) => type === 1 || field !== source.table.updatedAt),
        })),
    ),
  );
}

export function factsOf(database: Pick<StreamedDatabase, "star" | "tables">): FactTable[] {
  const dimensions = dimensionsOf(database);
  return Object.entries(database.star.facts).flatMap(([name, { table, at, by }]) =>
    sourcesNamed(database.tables, table).map((source) => {
      const references = Object.entries(by).flatMap(([to, column]) => referenceTo(dimensions, to, column));
      const own = references.filter(({ through }) => through === undefined).map(({ column }) => column);
      return {
        name,
        table: factView(name),
        source,
        at: columnName([at]),
        // A dimension that leads to another one comes before it.
        references: [
          ...references.filter(({ through }) => through === undefined),
          ...references.filter(({ through }) => through !== undefined),
        ],
        columns: columnsOf(source.table).filter((column) => !own.includes(column.name)),
      };
    }),
  );
}

function referenceTo(dimensions: readonly DimensionTable[], name: string, column: string): Reference[] {
  const named = (wanted: string) => dimensions.find((each) => each.name === wanted);
  const dimension = named(name);
  if (dimension === undefined) return [];
  const [outer, inner] = throughOf(column) ?? [];
  const through = outer === undefined ? undefined : named(outer);
  return [{ dimension, column: columnName([inner ?? column]), ...(through === undefined ? {} : { through }) }];
}

function sourcesNamed(tables: readonly StreamedTable[], name: string): StreamedTable[] {
  return tables.filter((each) => each.name === name);
}

/** A column with the type that it has in Snowflake, also under a mask. */
export function typeOf(target: Target, column: ViewColumn): string {
  return sqlTypeOf(column, maskScale(target));
}

/** The column of a dimension's or a fact's key: `customer_key`. */
export function keyColumn({ name }: { readonly name: string }): string {
  return `${name}_key`;
}
