import { starViewNames } from "../../contracts/star-views.ts";
import { analyticsView } from "./dbt-views.ts";
import { databaseRole, kindRole, schemaOf } from "./names.ts";
import type { ShareSettings } from "./settings.ts";
import type { Made, SqlFile } from "./sql-file.ts";
import { collectionsIn, streamedIn, type Target, tablesIn } from "./target.ts";
import { viewsOf } from "./views.ts";

/** The shares of an environment, a file each. They have secure views only; consumers see personal values hidden, but for the kinds in `clear`. */
export function shares(target: Target): SqlFile[] {
  return Object.entries(target.snowflake.shares).map(([name, settings]) => shareFile(target, name, settings));
}

/** https://docs.snowflake.com/en/user-guide/data-sharing-policy-protected-data */
function shareFile(target: Target, name: string, { accounts, views, clear }: Required<ShareSettings>): SqlFile {
  const ofDbt = sharedTables(target, views);
  const shared = [...sharedViews(target, views), ...ofDbt, ...sharedStars(target, views)];
  const schemas = [...new Set(shared.map((view) => view.split(".").slice(0, 2).join(".")))];
  const database = `USAGE ON DATABASE ${target.snowflake.database}`;
  const grants = [
    ...schemas.map((schema) => `USAGE ON SCHEMA ${schema}`),
    ...shared.map((view) => `SELECT ON VIEW ${view}`),
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
    ...(ofDbt.length === 0 ? {} : { needs: ofDbt }),
  };
}

/** The views of the collections that a share names, with those of their arrays. */
function sharedViews(target: Target, names: ShareSettings["views"]): string[] {
  return collectionsIn(target)
    .filter(({ database, collection }) => isNamed(names, database, collection))
    .flatMap(({ database, collection, contract }) =>
      viewsOf(collection, contract).views.map((view) => `${schemaOf(target, "analytics", database)}.${view.name}`),
    );
}

/** The views of the tables that it names. dbt makes them, so the share waits for it. */
function sharedTables(target: Target, names: ShareSettings["views"]): string[] {
  return tablesIn(target)
    .filter(({ database, name }) => isNamed(names, database, name))
    .map((table) => analyticsView(target, table));
}

/** The views of stars that it names, as `video/fact_transaction`. */
function sharedStars(target: Target, names: ShareSettings["views"]): string[] {
  return streamedIn(target).flatMap((source) =>
    starViewNames(source.star)
      .filter((name) => isNamed(names, source.database, name))
      .map((name) => `${schemaOf(target, "analytics", source.database)}.${name}`),
  );
}

function isNamed(names: ShareSettings["views"], database: string, name: string): boolean {
  return names === "all" || names.includes(`${database}/${name}`);
}

/** @param kind `pii email` */
function roleOf(kind: string): string {
  const [tag = "", name = ""] = kind.split(" ");
  return kindRole(tag, name);
}
