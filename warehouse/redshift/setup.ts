import type { Personal } from "../../contracts/field.ts";
import type { Collection } from "./collection.ts";
import { quoted, schemaOf } from "./names.ts";
import { LOADER, READER, readerOf } from "./roles.ts";

/** What the administrator prepares once, and again when the contracts have another kind of personal data. */
export interface SetupTarget {
  /** Redshift's database. */
  readonly database: string;
  /** Name of the AWS role with which the process step calls the Data API. */
  readonly loaderRole: string;
  readonly collections: readonly Collection[];
}

/** Asks for the roles and users that are there: Redshift makes neither only if it is absent. */
export const EXISTING_NAMES = "SELECT role_name FROM svv_roles UNION ALL SELECT user_name FROM svv_user_info";

/**
 * Roles, the loader's user and rights, and the schemas of views. Only a superuser can run it: the loader can neither read as somebody else
 * nor take a mask away. @param existing roles and users
 */
export function setupStatements(
  { database, loaderRole, collections }: SetupTarget,
  existing: ReadonlySet<string>,
): string[] {
  const kinds = new Set(collections.flatMap(classesOf).map(readerOf));
  const missing = [LOADER, READER, ...kinds].filter((role) => !existing.has(role));
  // The Data API logs in an AWS role as a user of this name. https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html
  const user = `IAMR:${loaderRole}`;
  return [
    ...missing.map((role) => `CREATE ROLE ${role}`),
    ...(existing.has(user) ? [] : [`CREATE USER ${quoted(user)} PASSWORD DISABLE`]),
    `GRANT ROLE ${LOADER} TO ${quoted(user)}`,
    `GRANT CREATE ON DATABASE ${quoted(database)} TO ROLE ${LOADER}`,
    ...[...new Set(collections.map((each) => schemaOf("analytics", each.database)))].flatMap((schema) => [
      `CREATE SCHEMA IF NOT EXISTS ${schema}`,
      `GRANT USAGE ON SCHEMA ${schema} TO ROLE ${READER}`,
    ]),
  ];
}

function classesOf({ keyPersonal, fields }: Collection): Personal[] {
  return [keyPersonal, ...fields.flatMap(({ values }) => values.map(({ personal }) => personal))].filter(
    (personal) => personal !== undefined,
  );
}
