import { kindsIn } from "./governance.ts";
import { databaseRole, GOVERNANCE, kindRole, OPERATIONS, pipeOf, schemaOf, sourceSchemas, tableIn } from "./names.ts";
import type { Made, SqlFile } from "./sql-file.ts";
import { type Collection, collectionsIn, type Target } from "./target.ts";
import { viewsOf } from "./views.ts";

/** Database roles of every environment, and what each may. The administrator grants them to the roles of people and programs. */
export const ROLES = {
  LOADER: "pauses and resumes pipes, and sees their state; reads no row",
  TRANSFORMER: "reads current rows, with all values in clear, to build models",
  READER: "reads the views of the analytics schemas, personal values hidden",
} as const;

const TAGS = ["pii", "phi"] as const;

/** The roles that see one kind of personal data in clear, beside what READER sees. */
function kindRolesIn(target: Target): { readonly role: string; readonly tag: string; readonly kind: string }[] {
  return TAGS.flatMap((tag) => kindsIn(target, tag).map((kind) => ({ role: kindRole(tag, kind), tag, kind })));
}

/** The schemas. In one with managed access, nobody but its owner grants rights. */
export function schemas(target: Target): SqlFile {
  const own = Object.keys(target.databases).flatMap((database) => schemasIn(target, database));
  const names = [...[GOVERNANCE, OPERATIONS].map((name) => `${target.snowflake.database}.${name}`), ...own];
  return {
    name: "010_schemas.sql",
    statements: names.map((name) => `CREATE SCHEMA IF NOT EXISTS ${name} WITH MANAGED ACCESS`),
    makes: [],
  };
}

/** Before the policies that ask for them. */
export function roles(target: Target): SqlFile {
  const kinds = kindRolesIn(target).map(({ role }) => databaseRole(target, role));
  const made = [...Object.keys(ROLES).map((role) => databaseRole(target, role)), ...kinds];
  return {
    name: "030_roles.sql",
    statements: made.map((role) => `CREATE DATABASE ROLE IF NOT EXISTS ${role}`),
    makes: kinds.map((name) => ({ kind: "database role", name, undo: [`DROP DATABASE ROLE IF EXISTS ${name}`] })),
  };
}

/** Rights of the roles, also on what is created later. Nobody but the owner reads landing tables. */
export function grants(target: Target): SqlFile {
  const granted = Object.keys(target.databases).flatMap((database) => [
    ...onSchema(schemaOf(target, "analytics", database), databaseRole(target, "READER")),
    ...onSchema(schemaOf(target, "checks", database), databaseRole(target, "READER")),
    ...onSchema(schemaOf(target, "current", database), databaseRole(target, "TRANSFORMER")),
    { right: `USAGE ON SCHEMA ${schemaOf(target, "landing", database)}`, role: databaseRole(target, "LOADER") },
  ]);
  const views = collectionsIn(target).flatMap((collection) => onViews(target, collection));
  const pipes = collectionsIn(target).flatMap(({ database, collection, stacks }) =>
    stacks.map((stack) => {
      const right = `MONITOR, OPERATE ON PIPE ${pipeOf(target, database, collection, stack)}`;
      return { right, role: databaseRole(target, "LOADER") };
    }),
  );
  const makes = [...granted, ...views, ...pipes].map(grant);
  return { name: "800_grants.sql", statements: makes.map(({ name }) => `GRANT ${name}`), makes };
}

function schemasIn(target: Target, database: string): string[] {
  return sourceSchemas.map((schema) => schemaOf(target, schema, database));
}

/**
 * Each view by its name: one that is made with COPY GRANTS gets none of the grants for future views, and a new name makes this file run again.
 * https://docs.snowflake.com/en/sql-reference/sql/create-view
 */
function onViews(target: Target, { database, collection, contract }: Collection): { right: string; role: string }[] {
  const analytics = schemaOf(target, "analytics", database);
  const views = viewsOf(collection, contract).views.map(({ name }) => [`${analytics}.${name}`, "READER"] as const);
  const all = [
    ...views,
    [tableIn(target, "checks", database, collection), "READER"] as const,
    [tableIn(target, "current", database, collection), "TRANSFORMER"] as const,
  ];
  return all.map(([view, role]) => ({ right: `SELECT ON VIEW ${view}`, role: databaseRole(target, role) }));
}

/** A role may read all views of a schema, also those to come. */
export function onSchema(schema: string, role: string): { right: string; role: string }[] {
  return [
    `USAGE ON SCHEMA ${schema}`,
    `SELECT ON ALL VIEWS IN SCHEMA ${schema}`,
    `SELECT ON FUTURE VIEWS IN SCHEMA ${schema}`,
  ].map((right) => ({ right, role }));
}

export function grant({ right, role }: { right: string; role: string }): Made {
  return {
    kind: "grant",
    name: `${right} TO DATABASE ROLE ${role}`,
    undo: [`REVOKE ${right} FROM DATABASE ROLE ${role}`],
  };
}
