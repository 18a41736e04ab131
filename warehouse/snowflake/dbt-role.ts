import { externalSchema, type ModelKind, modelKinds, modelSchema } from "../dbt-files/names.ts";
import {
  databaseRole,
  dbtRole,
  dbtUser,
  GOVERNANCE,
  inGovernance,
  inOperations,
  lakeStage,
  MODELS,
  OPERATIONS,
} from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import { sourcesIn, type Target } from "./target.ts";

// dbt logs in as a user of its own, in a role that may make external tables, changes and views, and nothing else: no tag, no policy,
// no right of anybody. A mistake in a model can't unmask.

/** For the administrator: the role and the user of dbt. The owner role has the role, so that it can grant, share and erase what dbt makes. */
export function dbtAccount(target: Target): string[] {
  const { database, warehouse, ownerRole } = target.snowflake;
  if (target.lakes.length === 0) return [];
  const [role, user] = [dbtRole(target), dbtUser(target)];
  return [
    `CREATE ROLE IF NOT EXISTS ${role}`,
    `GRANT ROLE ${role} TO ROLE ${ownerRole}`,
    `CREATE USER IF NOT EXISTS ${user} TYPE = SERVICE DEFAULT_ROLE = ${role} DEFAULT_WAREHOUSE = ${warehouse}`,
    `GRANT ROLE ${role} TO USER ${user}`,
    `GRANT USAGE ON DATABASE ${database} TO ROLE ${role}`,
    `GRANT USAGE ON WAREHOUSE ${warehouse} TO ROLE ${role}`,
  ];
}

/** What dbt may make in each schema. An incremental model is first a view, then rows of a table. */
const MAKES: Readonly<Record<ModelKind, readonly string[]>> = {
  cdc: ["CREATE TABLE", "CREATE VIEW"],
  current: ["CREATE VIEW"],
  history: ["CREATE VIEW"],
  daily: ["CREATE VIEW"],
  analytics: ["CREATE VIEW"],
};

/** The rights of dbt's role. It has the database role TRANSFORMER too, so its models can read current rows of every pipeline. */
export function dbtGrants(target: Target): SqlFile {
  const role = dbtRole(target);
  const rights = [
    ...["pii", "phi"].map((tag) => `APPLY ON TAG ${inGovernance(target, tag)}`),
    ...[GOVERNANCE, OPERATIONS].map((name) => `USAGE ON SCHEMA ${target.snowflake.database}.${name}`),
    ...["loads", "erased_keys"].map((table) => `SELECT ON TABLE ${inOperations(target, table)}`),
    `SELECT ON VIEW ${inOperations(target, "complete_loads")}`,
    ...inSchema(`${target.snowflake.database}.${MODELS}`, ["CREATE TABLE", "CREATE VIEW"]),
    ...sourcesIn(target).flatMap((database) => [
      `USAGE ON STAGE ${lakeStage(target, database)}`,
      ...inSchema(`${target.snowflake.database}.${externalSchema(database)}`, ["CREATE EXTERNAL TABLE"]),
      ...modelKinds.flatMap((kind) =>
        inSchema(`${target.snowflake.database}.${modelSchema(database, kind)}`, MAKES[kind]),
      ),
    ]),
  ];
  const makes = [`DATABASE ROLE ${databaseRole(target, "TRANSFORMER")}`, ...rights].map((right) => ({
    kind: "grant" as const,
    name: `${right} TO ROLE ${role}`,
    undo: [`REVOKE ${right} FROM ROLE ${role}`],
  }));
  return { name: "810_dbt.sql", statements: makes.map(({ name }) => `GRANT ${name}`), makes };
}

function inSchema(schema: string, rights: readonly string[]): string[] {
  return ["USAGE", ...rights].map((right) => `${right} ON SCHEMA ${schema}`);
}
