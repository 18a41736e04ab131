import { literal } from "./names.ts";

/** Owns the tables. Nobody logs in as it. */
export const OWNER = "clearwell_owner";

/** Loads the tables, as a member of their owner. In RDS it logs in with a token of IAM. */
export const SYNC_USER = "clearwell_sync";

/** Reads the tables, without the columns that are personal. */
export const READER = "clearwell_reader";

/** Reads all columns. */
export const PERSONAL_READER = "clearwell_reader_personal";

/** Makes the roles that are missing. Readers log in as users of their own, to whom somebody grants one of the two. */
export function createRoles(): string {
  const create = [OWNER, `${SYNC_USER} LOGIN`, READER, PERSONAL_READER].map((role) => {
    const [name = ""] = role.split(" ");
    return `  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(name)}) THEN CREATE ROLE ${role}; END IF;`;
  });
  return `DO $$
BEGIN
${create.join("\n")}
  -- Only in RDS, where it lets the user log in by IAM.
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_iam') THEN GRANT rds_iam TO ${SYNC_USER}; END IF;
  -- Since when a session holds a table is shown only to its own user and to this role.
  GRANT pg_monitor TO ${SYNC_USER};
  GRANT ${OWNER} TO ${SYNC_USER};
  -- Who makes a role may not act as it, since PostgreSQL 16. Not as the sync: in RDS, members of a member of rds_iam can't log in by password.
  IF current_user <> ${literal(OWNER)} THEN EXECUTE format('GRANT ${OWNER} TO %I', current_user); END IF;
END $$`;
}
