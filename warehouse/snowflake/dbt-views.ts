import { columnName } from "../../contracts/columns.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import { externalSchema, type ModelKind, modelIn, modelKinds, modelSchema } from "../dbt-files/names.ts";
import { changesOf } from "./erase-row.ts";
import { externalTable } from "./external-tables.ts";
import { databaseRole, MODELS } from "./names.ts";
import { grant, onSchema } from "./roles.ts";
import type { Made, MadeColumn, SqlFile } from "./sql-file.ts";
import { type SourceTable, sourcesIn, type Target, tablesIn } from "./target.ts";
import { sqlType } from "./types.ts";

/** The schemas in which dbt makes what it makes. dbt itself may create none. */
export function dbtSchemas(target: Target): SqlFile {
  const own = sourcesIn(target).flatMap((database) => [
    externalSchema(database),
    ...modelKinds.map((kind) => modelSchema(database, kind)),
  ]);
  return {
    name: "011_dbt_schemas.sql",
    statements: [MODELS, ...own].map(
      (name) => `CREATE SCHEMA IF NOT EXISTS ${target.snowflake.database}.${name} WITH MANAGED ACCESS`,
    ),
    makes: [],
  };
}

/** Rights on the schemas of dbt's views, and on the views to come. Nobody but dbt and the owner reads files and changes. */
export function dbtReaders(target: Target): SqlFile {
  const makes = sourcesIn(target)
    .flatMap((database) => [
      // Each view by its name, below: a model of somebody's own in this schema is not for readers.
      { right: `USAGE ON SCHEMA ${schemaIn(target, database, "analytics")}`, role: databaseRole(target, "READER") },
      ...(["current", "history", "daily"] as const).flatMap((kind) =>
        onSchema(schemaIn(target, database, kind), databaseRole(target, "TRANSFORMER")),
      ),
    ])
    .map(grant);
  return { name: "801_dbt_readers.sql", statements: makes.map(({ name }) => `GRANT ${name}`), makes };
}

/**
 * The analytics views of relational sources, which dbt makes. They wait for dbt, then each is granted by name: a view that is made with
 * COPY GRANTS gets none of the rights on future views. What dbt has made of a table that is no longer declared is dropped, as the runner's
 * own views are; its changes stay.
 * https://docs.snowflake.com/en/sql-reference/sql/create-view
 */
export function dbtViews(target: Target): SqlFile {
  const tables = tablesIn(target);
  const reader = databaseRole(target, "READER");
  const views = tables.map((table) => analyticsView(target, table));
  return {
    name: "850_dbt_views.sql",
    statements: views.map((view) => `GRANT SELECT ON VIEW ${view} TO DATABASE ROLE ${reader}`),
    makes: tables.flatMap((table) => [madeView(target, table), ...otherObjects(target, table)]),
    needs: views,
  };
}

/** `CLEARWELL_PRODUCTION.analytics_practice.clients` */
export function analyticsView(target: Target, source: Pick<SourceTable, "database" | "name">): string {
  return modelIn(target, "analytics", source);
}

function schemaIn({ snowflake }: Target, database: string, kind: Exclude<ModelKind, "cdc">): string {
  return `${snowflake.database}.${modelSchema(database, kind)}`;
}

/** What readers see of it, so that a plan can say what changes for them and a check whether it is masked. */
function madeView(target: Target, source: SourceTable): Made {
  const name = analyticsView(target, source);
  const columns = Object.entries(source.table.columns).map(([column, field]): MadeColumn => {
    const { type, personal } = describeField(field);
    return {
      name: columnName([column]),
      type: sqlType(type),
      ...(personal === undefined ? {} : { personal: `${personal.tag} ${personal.kind}` }),
    };
  });
  return { kind: "view", name, undo: [`DROP VIEW IF EXISTS ${name}`], columns: [...columns, ...TECHNICAL] };
}

/** What else dbt makes of a table. Changes are never removed: the lake has no longer what they were made of. */
function otherObjects(target: Target, source: SourceTable): Made[] {
  const views = (["current", "history", "daily"] as const).map((kind): Made => {
    const name = modelIn(target, kind, source);
    return { kind: "view", name, undo: [`DROP VIEW IF EXISTS ${name}`] };
  });
  const files = externalTable(target, source);
  return [
    { kind: "table", name: changesOf(target, source), undo: [] },
    { kind: "external table", name: files, undo: [`DROP EXTERNAL TABLE IF EXISTS ${files}`] },
    ...views,
  ];
}

const TECHNICAL: readonly MadeColumn[] = ["_source_at", "_loaded_at"].map((name) => ({ name, type: "TIMESTAMP_NTZ" }));
