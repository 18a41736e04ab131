import type pg from "pg";

/** What Redshift has and PostgreSQL has not: a type, and two functions. */
const REDSHIFT = `
  DO $$ BEGIN CREATE DOMAIN super AS jsonb; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
  CREATE OR REPLACE FUNCTION json_parse(text) RETURNS super LANGUAGE sql IMMUTABLE AS 'SELECT $1::jsonb::super';
  CREATE OR REPLACE FUNCTION getdate() RETURNS timestamp LANGUAGE sql AS 'SELECT now()::timestamp';`;

export async function prepare(connect: () => Promise<pg.Client>): Promise<void> {
  const connection = await connect();
  await connection.query(REDSHIFT).finally(() => connection.end());
}

/** Redshift's SQL without what only says where rows are stored. */
export function asPostgres(sql: string): string {
  return sql
    .replace(/\bDISTSTYLE (KEY|ALL|EVEN|AUTO)\b/g, "")
    .replace(/\bDISTKEY \([^)]*\)/g, "")
    .replace(/\bSORTKEY \([^)]*\)/g, "");
}
