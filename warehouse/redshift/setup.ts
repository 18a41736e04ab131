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

/**
 * Roles, the loader's user and rights, and the schemas of views. Only a superuser can run it: the loader can neither read as somebody else
 * nor take a mask away. @param existing roles and users
 */
export function setupStatements(target: SetupTarget, existing: ReadonlySet<string>): string[] {
  const { database, collections } = target;
  const user = loaderUser(target);
  return [
    ...missingRoles(target, existing).map((role) => `CREATE ROLE ${role}`),
    ...(existing.has(user) ? [] : [`CREATE USER ${quoted(user)} PASSWORD DISABLE`]),
    `GRANT ROLE ${LOADER} TO ${quoted(user)}`,
    `GRANT CREATE ON DATABASE ${quoted(database)} TO ROLE ${LOADER}`,
    ...[...new Set(collections.map((each) => schemaOf("analytics", each.database)))].flatMap((schema) => [
      `CREATE SCHEMA IF NOT EXISTS ${schema}`,
      `GRANT USAGE ON SCHEMA ${schema} TO ROLE ${READER}`,
    ]),
  ];
}

/** Roles and users that a setup would make. */
export function missingNames(target: SetupTarget, existing: ReadonlySet<string>): string[] {
  return [...missingRoles(target, existing), ...[loaderUser(target)].filter((user) => !existing.has(user))];
}

function missingRoles({ collections }: SetupTarget, existing: ReadonlySet<string>): string[] {
  const kinds = new Set(collections.flatMap(classesOf).map(readerOf));
  return [LOADER, READER, ...kinds].filter((role) => !existing.has(role));
}

/** The Data API logs in an AWS role as a user of this name. https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html */
function loaderUser({ loaderRole }: SetupTarget): string {
  return `IAMR:${loaderRole}`;
}

function classesOf({ keyPersonal, fields }: Collection): Personal[] {
  return [keyPersonal, ...fields.flatMap(({ values }) => values.map(({ personal }) => personal))].filter(
    (personal) => personal !== undefined,
  );
}
