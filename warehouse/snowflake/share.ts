import { databaseRole, kindRole, schemaOf } from "./names.ts";
import type { ShareSettings } from "./settings.ts";
import type { Made, SqlFile } from "./sql-file.ts";
import { collectionsIn, type Target } from "./target.ts";
import { viewsOf } from "./views.ts";

/** The shares of an environment, a file each. They have secure views only; consumers see personal values hidden, but for the kinds in `clear`. */
export function shares(target: Target): SqlFile[] {
  return Object.entries(target.snowflake.shares).map(([name, settings]) => shareFile(target, name, settings));
}

/** https://docs.snowflake.com/en/user-guide/data-sharing-policy-protected-data */
function shareFile(target: Target, name: string, { accounts, views, clear }: Required<ShareSettings>): SqlFile {
  const shared = sharedViews(target, views);
  const schemas = [...new Set(shared.map(({ schema }) => schema))];
  const database = `USAGE ON DATABASE ${target.snowflake.database}`;
  const grants = [
    ...schemas.map((schema) => `USAGE ON SCHEMA ${schema}`),
    ...shared.map(({ schema, view }) => `SELECT ON VIEW ${schema}.${view}`),
    ...clear.map((kind) => `DATABASE ROLE ${databaseRole(target, roleOf(kind))}`),
  ];
  const makes: Made[] = [
    { kind: "share", name, undo: [`DROP SHARE IF EXISTS ${name}`] },
    ...accounts.map((account): Made => {
      return {
        kind: "consumer",
        name: `${account} of ${name}`,
        undo: [`ALTER SHARE ${name} REMOVE ACCOUNTS = ${account}`],
      };
    }),
    ...[database, ...grants].map((right): Made => {
      return { kind: "grant", name: `${right} TO SHARE ${name}`, undo: [`REVOKE ${right} FROM SHARE ${name}`] };
    }),
  ];
  return {
    name: `900_share_${name.toLowerCase()}.sql`,
    statements: [
      `CREATE SHARE IF NOT EXISTS ${name}`,
      `GRANT ${database} TO SHARE ${name}`,
      // Before anything else is granted, so that nobody sees more who is taken away; Snowflake wants the database first.
      `ALTER SHARE ${name} SET ACCOUNTS = ${accounts.join(", ")}`,
      ...grants.map((right) => `GRANT ${right} TO SHARE ${name}`),
    ],
    makes,
  };
}

/** The views of the collections that a share names, with those of their arrays. */
function sharedViews(target: Target, names: ShareSettings["views"]): { schema: string; view: string }[] {
  return collectionsIn(target)
    .filter(({ database, collection }) => names === "all" || names.includes(`${database}/${collection}`))
    .flatMap(({ database, collection, contract }) =>
      viewsOf(collection, contract).views.map((view) => ({
        schema: schemaOf(target, "analytics", database),
        view: view.name,
      })),
    );
}

/** @param kind `pii email` */
function roleOf(kind: string): string {
  const [tag = "", name = ""] = kind.split(" ");
  return kindRole(tag, name);
}
