import type { Collection } from "./collection.ts";
import { hiddenFields, type MaskedPlace, maskedPlaces } from "./masks.ts";
import { literal, type Place, quoted, tableOf, viewOf } from "./names.ts";
import { READER } from "./roles.ts";
import type { Registered } from "./schema.ts";

/** A policy that is attached, as SVV_ATTACHED_MASKING_POLICY has it. */
export interface Attached {
  readonly policy: string;
  /** As SQL: a column, or a path. */
  readonly place: string;
  /** A role; undefined if it is for everybody. */
  readonly role?: string;
}

/** Asks for the policies that are attached to a table. https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ATTACHED_MASKING_POLICY.html */
export function attachedQuery(place: Place): string {
  const [schema = "", table = ""] = tableOf(place).replaceAll('"', "").split(".");
  return `SELECT policy_name, output_columns, grantee, grantee_type FROM svv_attached_masking_policy WHERE schema_name = ${literal(schema)} AND table_name = ${literal(table)}`;
}

/**
 * Opens a collection to readers, in one transaction of a superuser: masks first, then the view, then the right to read it. A column that is
 * added later is in no view and so is seen by nobody, until this runs again.
 *
 * The masks are on the table, and count for whoever asks, also through a view. https://docs.aws.amazon.com/redshift/latest/dg/t_ddm-considerations.html
 * @param attached what is attached now
 */
export function accessStatements(collection: Collection, schema: Registered, attached: readonly Attached[]): string[] {
  const places = maskedPlaces(collection, schema);
  const types = [...new Set(places.map(({ type }) => type))];
  const table = tableOf(collection);
  return [
    ...types.flatMap(policies),
    ...attached.map(({ policy, place, role }) => {
      return `DETACH MASKING POLICY ${policy} ON ${table}(${place}) FROM ${role === undefined ? "PUBLIC" : `ROLE ${role}`}`;
    }),
    ...places.flatMap((place) => attach(table, place)),
    ...view(collection, schema),
  ];
}

/** Two for each type: one that hides, and one that does not, for those who may see. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MASKING_POLICY.html */
function policies(type: string): string[] {
  return [
    `CREATE MASKING POLICY ${policyName("hide", type)} IF NOT EXISTS WITH (value ${type}) USING (CAST(NULL AS ${type}))`,
    `CREATE MASKING POLICY ${policyName("show", type)} IF NOT EXISTS WITH (value ${type}) USING (value)`,
  ];
}

/** The higher priority counts, and two policies on one column must not have the same. https://docs.aws.amazon.com/redshift/latest/dg/t_ddm-hierarchy.html */
function attach(table: string, { place, type, clearFor }: MaskedPlace): string[] {
  return [
    `ATTACH MASKING POLICY ${policyName("hide", type)} ON ${table}(${place}) TO PUBLIC PRIORITY 0`,
    ...clearFor.map((role) => {
      return `ATTACH MASKING POLICY ${policyName("show", type)} ON ${table}(${place}) TO ROLE ${role} PRIORITY 10`;
    }),
  ];
}

/** `clearwell_hide_decimal_12_2` */
function policyName(what: "hide" | "show", type: string): string {
  return `clearwell_${what}_${type
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/_$/, "")}`;
}

/** Made anew, because Redshift replaces a view only by one with the same columns. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html */
function view(collection: Collection, { columns }: Registered): string[] {
  const hidden = hiddenFields(collection);
  const listed = collection.fields.map(({ name }) => name).filter((name) => !hidden.includes(name));
  const shown = columns.filter(({ field }) => listed.includes(field)).map(({ column }) => quoted(column));
  const name = viewOf(collection);
  return [
    `DROP VIEW IF EXISTS ${name}`,
    `CREATE VIEW ${name} AS SELECT ${[quoted("_id"), quoted("_cluster_time"), ...shown].join(", ")} FROM ${tableOf(collection)}`,
    `GRANT SELECT ON ${name} TO ROLE ${READER}`,
  ];
}
