import type { Attached } from "./access.ts";
import { quoted, schemaOf } from "./names.ts";

// What the administrator asks Redshift's catalog, and what the answers mean.

/** The roles and users that are there: Redshift makes neither only if it is absent. */
export const EXISTING_NAMES = "SELECT role_name FROM svv_roles UNION ALL SELECT user_name FROM svv_user_info";

/** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ATTACHED_MASKING_POLICY.html */
export const ATTACHED_POLICIES =
  "SELECT schema_name, table_name, policy_name, output_columns, grantee, grantee_type FROM svv_attached_masking_policy";

/** The columns of the views of readers. https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_COLUMNS.html */
export function viewColumns(databases: readonly string[]): string {
  const schemas = databases.map((database) => schemaOf("analytics", database).replaceAll('"', "'"));
  return `SELECT table_schema, table_name, column_name FROM svv_columns WHERE table_schema IN (${schemas.join(", ")}) ORDER BY table_schema, table_name, ordinal_position`;
}

export interface AttachedTo extends Attached {
  /** Quoted, as statements name it. */
  readonly table: string;
}

/** @param row of `ATTACHED_POLICIES`. @returns undefined for a policy that is not clearwell's, which stays as it is */
export function attachedTo(row: readonly unknown[]): AttachedTo | undefined {
  const [schema = "", table = "", policy = "", columns = "", grantee = "", kind = ""] = row.map(String);
  if (!policy.startsWith("clearwell_")) return undefined;
  const role = kind.toLowerCase() === "role" ? { role: grantee } : {};
  return { table: `${quoted(schema)}.${quoted(table)}`, policy, place: placeOf(columns), ...role };
}

/** `["home.city"]` or `home.city`, with or without quotes, as a statement writes it: `"home".city`. */
function placeOf(columns: string): string {
  const [column = "", ...path] = columns.replaceAll(/[[\]"\\ ]/g, "").split(".");
  return [quoted(column), ...path].join(".");
}
