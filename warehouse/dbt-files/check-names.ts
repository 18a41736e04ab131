import { columnName } from "../../contracts/columns.ts";
import type { Problem } from "../../contracts/problem.ts";
import { isReadByWatermark, isRelational, type Source, type Sources } from "../../contracts/source.ts";
import { sourceSchema, sourceSchemas } from "../snowflake/names.ts";
import { externalSchema, modelKinds, modelName, modelSchema, objectName } from "./names.ts";
import { relationalIn } from "./relational.ts";

/** A name that is made, and of which source or table: `history_a_cdc` of `a_cdc`. */
interface MadeName {
  readonly name: string;
  readonly where: string;
}

const REMEDY = "rename one of them at its source, or leave it out";

/**
 * Different sources or tables of which something in Snowflake or in dbt would have the same name: `a_cdc` has a schema `history_a_cdc` for its
 * history, and `history_a` one for its changes. Names that a warehouse can't distinguish anyway are the contract check's to find.
 */
export function checkWarehouseNames(sources: Sources): Problem[] {
  const schemas = Object.entries(sources).flatMap(([where, source]) =>
    schemasOf(where, source).map((name) => ({ name, where })),
  );
  const tables = relationalIn(sources).flatMap(({ database, tables }) =>
    Object.keys(tables).map((table) => ({ database, table, where: `${database}.${table}` })),
  );
  return [
    ...problems("the same schema of Snowflake", schemas),
    ...problems(
      "the same table of Snowflake",
      tables.map(({ database, table, where }) => ({
        name: `${columnName([database])}_cdc.${objectName(table)}`,
        where,
      })),
    ),
    ...problems(
      "the same model of dbt",
      tables.map(({ database, table, where }) => ({ name: modelName(database, table, "cdc"), where })),
    ),
  ];
}

function schemasOf(database: string, source: Source): readonly string[] {
  if (source.engine === "mongodb") return sourceSchemas.map((schema) => sourceSchema(schema, database));
  if (isReadByWatermark(source))
    return (["landing", "star", "analytics", "checks"] as const).map((schema) => sourceSchema(schema, database));
  if (!isRelational(source)) return [];
  return [externalSchema(database), ...modelKinds.map((kind) => modelSchema(database, kind))];
}

function problems(what: string, made: readonly MadeName[]): Problem[] {
  return [...new Set(made.map(({ name }) => name))].flatMap((name) => {
    const places = made.filter((each) => each.name === name).map(({ where }) => where);
    if (new Set(places.map(plain)).size < 2) return [];
    return [{ where: places.join(", "), problem: `would be ${what}, ${name}`, remedy: REMEDY }];
  });
}

/** As warehouses write it. */
function plain(where: string): string {
  return where
    .split(".")
    .map((name) => columnName([name]))
    .join(".");
}
