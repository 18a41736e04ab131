import type pg from "pg";
import { MASKING, maskingAsPostgres } from "./masking.ts";

/** What Redshift has and PostgreSQL has not: a type, and two functions. */
const REDSHIFT = `
  DO $$ BEGIN CREATE DOMAIN super AS jsonb; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
  CREATE OR REPLACE FUNCTION json_parse(text) RETURNS super LANGUAGE sql IMMUTABLE AS 'SELECT $1::jsonb::super';
  CREATE OR REPLACE FUNCTION getdate() RETURNS timestamp LANGUAGE sql AS 'SELECT now()::timestamp';`;

export async function prepare(connect: () => Promise<pg.Client>): Promise<void> {
  const connection = await connect();
  await connection.query(REDSHIFT + MASKING).finally(() => connection.end());
}

/** Redshift's SQL without what only says where rows are stored, and with what PostgreSQL writes otherwise: roles and users. */
export function asPostgres(sql: string): string {
  const masking = maskingAsPostgres(sql);
  if (masking !== undefined) return masking;
  if (/^(GRANT|CREATE USER) /.test(sql))
    return sql
      .replace(/^GRANT ROLE /, "GRANT ")
      .replace(" TO ROLE ", " TO ")
      .replace(/ON DATABASE "\w+"/, "ON DATABASE postgres")
      .replace(" PASSWORD DISABLE", "");
  return sql
    .replace(/\bDISTSTYLE (KEY|ALL|EVEN|AUTO)\b/g, "")
    .replace(/\bDISTKEY \([^)]*\)/g, "")
    .replace(/\bSORTKEY \([^)]*\)/g, "");
}
