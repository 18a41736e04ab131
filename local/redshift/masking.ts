/**
 * Masking policies, which PostgreSQL has not: they are kept in tables, and mask nothing. So it can be seen which are attached, and not what a
 * reader sees.
 */
export const MASKING = `
  CREATE SCHEMA IF NOT EXISTS redshift;
  CREATE TABLE IF NOT EXISTS redshift.masking_policy (policy text PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS redshift.attached (
    policy text NOT NULL REFERENCES redshift.masking_policy, relation oid, place text, grantee text, grantee_type text,
    priority int, PRIMARY KEY (relation, place, grantee), UNIQUE (relation, place, priority, grantee));
  CREATE OR REPLACE FUNCTION redshift.detach(p text, r oid, w text, g text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM redshift.attached WHERE policy = p AND relation = r AND place = w AND grantee = g;
    IF NOT FOUND THEN RAISE EXCEPTION 'policy % is not attached', p; END IF; END $$;
  CREATE OR REPLACE VIEW svv_attached_masking_policy AS
    SELECT policy AS policy_name, nspname::text AS schema_name, relname::text AS table_name, '["' || replace(place, '"', '') || '"]' AS output_columns,
      grantee, grantee_type FROM redshift.attached JOIN pg_class AS c ON c.oid = relation JOIN pg_namespace AS n ON n.oid = relnamespace;
  CREATE OR REPLACE VIEW svv_roles AS SELECT rolname::text AS role_name FROM pg_roles WHERE NOT rolcanlogin;
  CREATE OR REPLACE VIEW svv_user_info AS SELECT rolname::text AS user_name FROM pg_roles WHERE rolcanlogin;
  CREATE OR REPLACE VIEW svv_columns AS
    SELECT table_schema::text, table_name::text, column_name::text, ordinal_position::int FROM information_schema.columns;`;

/** A statement about a policy as PostgreSQL runs it; undefined if it is about something else. */
export function maskingAsPostgres(sql: string): string | undefined {
  const [, made] = /^CREATE MASKING POLICY (\w+) IF NOT EXISTS WITH /.exec(sql) ?? [];
  if (made !== undefined) return `INSERT INTO redshift.masking_policy VALUES ('${made}') ON CONFLICT DO NOTHING`;
  const [, verb, policy, table, place, role, priority] =
    /^(ATTACH|DETACH) MASKING POLICY (\w+) ON (\S+?)\(([^)]+)\) (?:TO|FROM) (?:PUBLIC|ROLE (\w+))(?: PRIORITY (\d+))?$/.exec(
      sql,
    ) ?? [];
  if (verb === undefined) return undefined;
  const which = `'${policy}', '${table}'::regclass, '${place}', '${role ?? "public"}'`;
  return verb === "DETACH"
    ? `SELECT redshift.detach(${which})`
    : `INSERT INTO redshift.attached VALUES (${which}, '${role === undefined ? "public" : "role"}', ${priority})`;
}
