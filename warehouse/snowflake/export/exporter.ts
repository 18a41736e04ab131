import { exporter, exportStage, OPERATIONS, schemaOf, tableIn } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import { exportedIn, type Target } from "../target.ts";

// The function that exports logs in as a user of its own, in a role that reads the secure views and writes to the stages, and nothing else.

/**
 * For the administrator: the role and the user. The user can unload to a stage alone, not to any address or into Snowflake itself.
 * https://docs.snowflake.com/en/sql-reference/parameters#prevent-unload-to-inline-url
 */
export function exporterAccount(target: Target): string[] {
  const { database, warehouse } = target.snowflake;
  if (target.exports.length === 0) return [];
  const name = exporter(target);
  return [
    `CREATE ROLE IF NOT EXISTS ${name}`,
    `CREATE USER IF NOT EXISTS ${name} TYPE = SERVICE DEFAULT_ROLE = ${name} DEFAULT_WAREHOUSE = ${warehouse}`,
    `ALTER USER ${name} SET PREVENT_UNLOAD_TO_INLINE_URL = TRUE, PREVENT_UNLOAD_TO_INTERNAL_STAGES = TRUE`,
    `GRANT ROLE ${name} TO USER ${name}`,
    `GRANT USAGE ON DATABASE ${database} TO ROLE ${name}`,
    `GRANT USAGE ON WAREHOUSE ${warehouse} TO ROLE ${name}`,
  ];
}

/** The rights of the role, view by view: a view that is no longer declared takes its own along. */
export function exporterGrants(target: Target): SqlFile {
  const role = exporter(target);
  const databases = [...new Set(target.exports.map(({ database }) => database))];
  const rights = [
    `USAGE ON SCHEMA ${target.snowflake.database}.${OPERATIONS}`,
    ...databases.map((database) => `USAGE ON SCHEMA ${schemaOf(target, "export", database)}`),
    ...target.exports.map(({ database, region }) => `USAGE ON STAGE ${exportStage(target, database, region)}`),
    ...exportedIn(target).map(({ database, name }) => `SELECT ON VIEW ${tableIn(target, "export", database, name)}`),
  ];
  const makes = rights.map((right) => ({
    kind: "grant" as const,
    name: `${right} TO ROLE ${role}`,
    undo: [`REVOKE ${right} FROM ROLE ${role}`],
  }));
  return { name: "820_exporter.sql", statements: makes.map(({ name }) => `GRANT ${name}`), makes };
}
