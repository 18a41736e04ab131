import { columnName } from "../../contracts/columns.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import { ADDED_BY_DMS } from "../../contracts/passthrough.ts";
import type { Table } from "../../contracts/table.ts";
import { tableName } from "../snowflake/names.ts";
import { sqlType } from "../snowflake/types.ts";
import { externalSchema, type ModelKind, modelKinds, modelName, modelSchema, objectName } from "./names.ts";
import { orderTests } from "./order-test.ts";
import type { RelationalSource } from "./relational.ts";

/** What DMS may write into `Op`. */
const OPERATIONS = ["I", "U", "D"];

/**
 * The YAML of a source: its tables with all that macros need to know of them, and its models with dbt's tests.
 * https://docs.getdbt.com/reference/source-properties
 */
export function sourceProperties({ database, tables }: RelationalSource): object {
  const named = Object.entries(tables);
  return {
    version: 2,
    sources: [
      {
        name: database,
        schema: externalSchema(database),
        // `dbt source freshness` warns. Whether DMS has stopped is for the alarms in AWS: a table may have no change for days.
        config: { loaded_at_field: "_source_at", freshness: { warn_after: { count: 1, period: "day" } } },
        tables: named.map(([name, table]) => sourceTable(database, name, table)),
      },
    ],
    models: named.flatMap(([name, table]) =>
      modelKinds.map((kind) => ({
        name: modelName(database, name, kind),
        config: {
          schema: modelSchema(database, kind),
          alias: objectName(name),
          meta: { source: database, table: name },
        },
        ...TESTS[kind]?.(table, `source('${database}', '${name}')`),
      })),
    ),
    unit_tests: named.flatMap(([name, table]) => orderTests(database, name, table)),
  };
}

/** The external table. Its columns are the contract's, in its order; a name that the contract lacks can't be read. */
function sourceTable(database: string, name: string, { key, columns }: Table): object {
  return {
    name,
    identifier: objectName(name),
    config: { meta: { folder: `${tableName(["lake", database])}/${name}/`, key: key.map(columnOf) } },
    columns: Object.entries(columns).map(([column, field]) => {
      const { type, personal } = describeField(field);
      return {
        name: columnOf(column),
        data_type: sqlType(type),
        config: {
          meta: { parquet: column, ...(personal === undefined ? {} : { tag: personal.tag, kind: personal.kind }) },
        },
      };
    }),
  };
}

/** dbt's tests of each kind. @param source how dbt refers to the external table */
const TESTS: Readonly<Partial<Record<ModelKind, (table: Table, source: string) => object>>> = {
  cdc: ({ columns }, source) => ({
    data_tests: [
      { has_all_files: { arguments: { files_of: source } } },
      { no_unlisted_column: { arguments: { external: source, listed: [...Object.keys(columns), ...ADDED_BY_DMS] } } },
    ],
    columns: [
      { name: "_op", data_tests: ["not_null", { accepted_values: { arguments: { values: OPERATIONS } } }] },
      { name: "_source_at", data_tests: ["not_null"] },
    ],
  }),
  current: ({ key }) => ({
    data_tests: [{ one_row_a_key: { arguments: { key: key.map(columnOf) } } }],
    columns: key.map((column) => ({ name: columnOf(column), data_tests: ["not_null"] })),
  }),
};

function columnOf(column: string): string {
  return columnName([column]);
}
