import type { Sources } from "../../contracts/source.ts";
import { type ModelKind, modelKinds, modelName } from "./names.ts";
import { relationalIn } from "./relational.ts";
import { sourceProperties } from "./source-properties.ts";

/** A file of the dbt project, with its path below `warehouse/dbt/models/generated/`. */
export type DbtFile =
  | { readonly path: string; readonly sql: string }
  /** Written as YAML. */
  | { readonly path: string; readonly properties: object };

/** The models of each table and the properties of each source. Nothing but the contracts decides what is in them. */
export function dbtFiles(sources: Sources): readonly DbtFile[] {
  return relationalIn(sources).flatMap((source) => [
    { path: `_${source.database}.yml`, properties: sourceProperties(source) },
    ...Object.keys(source.tables).flatMap((table) =>
      modelKinds.map((kind) => ({
        path: `${kind}/${modelName(source.database, table, kind)}.sql`,
        sql: model(kind, source.database, table),
      })),
    ),
  ]);
}

/** A model says which table it is about; the macro of its kind does the rest. */
function model(kind: ModelKind, database: string, table: string): string {
  return `{{ ${kind}('${database}', '${table}') }}\n`;
}
