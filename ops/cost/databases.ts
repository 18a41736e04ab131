import { type Resource, text } from "../../stacks/policies/terraform-json.ts";
import { type Charge, type ChargesOf, FREE, HOURS } from "./charges.ts";
import { PRICES, type PriceItem } from "./prices.ts";

/** The types of DMS, RDS and Redshift. */
export const DATABASES: { readonly [type: string]: ChargesOf } = {
  aws_db_instance: databaseCharges,
  aws_db_parameter_group: FREE,
  aws_db_subnet_group: FREE,
  aws_dms_endpoint: FREE,
  aws_dms_replication_instance: replicationCharges,
  aws_dms_replication_subnet_group: FREE,
  aws_dms_replication_task: FREE,
  aws_dms_s3_endpoint: FREE,
  aws_redshift_cluster: clusterCharges,
  // What it writes is charged as logs.
  aws_redshift_logging: FREE,
  aws_redshift_parameter_group: FREE,
  aws_redshift_subnet_group: FREE,
  // Up to an hour of concurrency scaling a day is free. https://aws.amazon.com/redshift/pricing/
  aws_redshift_usage_limit: FREE,
  aws_redshiftserverless_namespace: () => [ADMIN_SECRET, { what: "Redshift, kept", item: "redshiftGbMonth" }],
  aws_redshiftserverless_usage_limit: limitCharges,
  // Charged only while queries run; the usage limit is the maximum.
  aws_redshiftserverless_workgroup: () => [{ what: "Redshift, running", item: "rpuHour" }],
};

/** GB that are included in an instance's price: 50 for the small classes, 100 for the others. https://aws.amazon.com/dms/pricing/ */
function includedGb(instanceClass: string): number {
  return /^dms\.t/.test(instanceClass) ? 50 : 100;
}

function replicationCharges(it: Resource): Charge[] {
  const instanceClass = text(it.replication_instance_class);
  const copies = it.multi_az === true ? 2 : 1;
  const gb = Math.max(0, Number(it.allocated_storage ?? 0) - includedGb(instanceClass));
  const instance: Charge = {
    what: `DMS, ${instanceClass}`,
    item: itemOf(instanceClass, "dmsInstanceHour"),
    monthly: HOURS * copies,
  };
  return gb === 0 ? [instance] : [instance, { what: "DMS, storage", item: "dmsGbMonth", monthly: gb * copies }];
}

/** Of the administrator's password, which RDS or Redshift keeps in Secrets Manager. */
const ADMIN_SECRET: Charge = { what: "secrets", item: "secretMonth", monthly: 1 };

/** RA3: nodes by the hour, what they keep by the month. */
function clusterCharges({ node_type: type, number_of_nodes: nodes }: Resource): Charge[] {
  const what = `Redshift, nodes of ${text(type)}`;
  return [
    { what, item: "redshiftNodeHour", monthly: HOURS * Number(nodes ?? 1) },
    ADMIN_SECRET,
    { what: "Redshift, kept", item: "redshiftGbMonth" },
  ];
}

/** A standby in a second zone doubles the price. */
function databaseCharges(it: Resource): Charge[] {
  const instanceClass = text(it.instance_class);
  const copies = it.multi_az === true ? 2 : 1;
  return [
    { what: `RDS, ${instanceClass}`, item: itemOf(instanceClass, "dbInstanceHour"), monthly: HOURS * copies },
    { what: "RDS, storage", item: "dbGbMonth", monthly: Number(it.allocated_storage ?? 0) * copies },
    ...(it.manage_master_user_password === true ? [ADMIN_SECRET] : []),
  ];
}

/** The most that a usage limit allows. */
function limitCharges({ amount, period, usage_type: type }: Resource): Charge[] {
  if (type !== "serverless-compute") return [];
  return [{ what: `Redshift, at most ${String(amount)} RPU-hours ${text(period) || "monthly"}`, item: "rpuHour" }];
}

/** The item of this class if it has its own price, otherwise the one for all classes. */
function itemOf(instanceClass: string, otherwise: PriceItem): PriceItem {
  return Object.hasOwn(PRICES, instanceClass) ? (instanceClass as PriceItem) : otherwise;
}
