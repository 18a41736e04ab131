import type { Collection } from "./collection.ts";
import { hiddenFields, maskedPlaces } from "./masks.ts";
import { quoted, tableOf, viewOf } from "./names.ts";
import { READER } from "./roles.ts";
import type { Registered } from "./schema.ts";

/** A policy of clearwell that is attached to a table. */
export interface Attached {
  readonly policy: string;
  /** As SQL: a column, or a path. */
  readonly place: string;
  /** A role; undefined if it is for everybody. */
  readonly role?: string;
}

/**
 * Opens a collection to readers, as a superuser: the old view is dropped, masks are attached, then the view is made and may be read. So nobody
 * reads without a mask, also if the statements are more than a transaction may have. A column that is added later is in no view and so is seen by
 * nobody, until this runs again.
 *
 * The masks are on the table, and count for whoever asks, also through a view. https://docs.aws.amazon.com/redshift/latest/dg/t_ddm-considerations.html
 * @param attached what is attached now
 */
export function accessStatements(collection: Collection, schema: Registered, attached: readonly Attached[]): string[] {
  const places = maskedPlaces(collection, schema);
  const types = [...new Set(places.map(({ type }) => type))];
  const table = tableOf(collection);
  return [
    `DROP VIEW IF EXISTS ${viewOf(collection)}`,
    ...types.flatMap(policies),
    ...attached.map(({ policy, place, role }) => {
      return `DETACH MASKING POLICY ${policy} ON ${table}(${place}) FROM ${role === undefined ? "PUBLIC" : `ROLE ${role}`}`;
    }),
    ...policiesOf(collection, schema).map(({ policy, place, role }) => {
      return role === undefined
        ? `ATTACH MASKING POLICY ${policy} ON ${table}(${place}) TO PUBLIC PRIORITY 0`
        : `ATTACH MASKING POLICY ${policy} ON ${table}(${place}) TO ROLE ${role} PRIORITY 10`;
    }),
    ...view(collection, schema),
  ];
}

/**
 * What is attached to a table that is opened: of each place, a policy that hides from everybody and one that shows to those who may see. The higher
 * priority counts, and two policies on one column must not have the same. https://docs.aws.amazon.com/redshift/latest/dg/t_ddm-hierarchy.html
 */
export function policiesOf(collection: Collection, schema: Registered): Attached[] {
  return maskedPlaces(collection, schema).flatMap(({ place, type, clearFor }) => [
    { policy: policyName("hide", type), place },
    ...clearFor.map((role) => ({ policy: policyName("show", type), place, role })),
  ]);
}

/** The columns that readers see of a collection. */
export function shownColumns(collection: Collection, { columns }: Registered): string[] {
  const hidden = hiddenFields(collection);
  const listed = collection.fields.map(({ name }) => name).filter((name) => !hidden.includes(name));
  return ["_id", "_cluster_time", ...columns.filter(({ field }) => listed.includes(field)).map(({ column }) => column)];
}

/** Two for each type: one that hides, and one that does not, for those who may see. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MASKING_POLICY.html */
function policies(type: string): string[] {
  return [
    `CREATE MASKING POLICY ${policyName("hide", type)} IF NOT EXISTS WITH (value ${type}) USING (CAST(NULL AS ${type}))`,
    `CREATE MASKING POLICY ${policyName("show", type)} IF NOT EXISTS WITH (value ${type}) USING (value)`,
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
function view(collection: Collection, schema: Registered): string[] {
  const name = viewOf(collection);
  return [
    `CREATE VIEW ${name} AS SELECT ${shownColumns(collection, schema).map(quoted).join(", ")} FROM ${tableOf(collection)}`,
    `GRANT SELECT ON ${name} TO ROLE ${READER}`,
  ];
}
